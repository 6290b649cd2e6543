"""Whose hand the order is for."""

from dataclasses import replace

import streamlit as st

from planner.session import Hand, Operator, Side
from planner.ui import state, stored_field, strings

_OPERATOR = "header.operator_is"
_OPERATORS = (None, *(Operator(hand, stands) for hand in Hand for stands in Side))


def show_operator(operator: Operator | None) -> None:
    """Show who injects, and on tap let it be chosen."""
    key = stored_field.key_of(_OPERATOR, _OPERATORS.index(operator))
    with st.popover(_named(operator, strings.OPERATOR_CHIPS), key="header.operator", width="content"):
        st.radio(
            "Who injects",
            range(len(_OPERATORS)),
            index=_OPERATORS.index(operator),
            format_func=lambda number: _named(_OPERATORS[number], strings.OPERATORS),
            key=key,
            on_change=_take_operator,
            args=(key,),
        )
        st.caption(strings.OPERATOR_HELP)


def _named(operator: Operator | None, names: dict[str, str]) -> str:
    return names["" if operator is None else f"{operator.hand} {operator.stands}"]


def _take_operator(key: str) -> None:
    number = state.value_of(key)
    if stored_field.is_entered(key) and isinstance(number, int):
        operator = _OPERATORS[number]
        state.change(lambda board: replace(board, operator=operator))
