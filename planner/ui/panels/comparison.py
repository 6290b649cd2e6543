"""Plan A against plan B: both columns of figures, the total by the user's own weights, and the way back."""

from collections.abc import Iterable
from functools import partial
from html import escape

import streamlit as st

from planner.comparison import Compared, Verdict, compare
from planner.composite import (
    DEFAULT_WEIGHTS,
    FORMULA,
    MANNER,
    MOST_WEIGHT,
    OBJECTIVES,
    Composite,
    Objective,
    Part,
    rank,
)
from planner.score import NOTHING, Figures
from planner.ui import state, stored_field, strings
from planner.ui.board import Board
from planner.ui.kept import back_to_kept, clear_weights, forget_kept, weigh
from planner.ui.panels.figures import keep_as_a
from planner.ui.panels.saved import FRAGMENT as SAVED
from planner.ui.panels.total_words import HUNDRED, said_of_totals
from planner.ui.planned import planned

_WORDS = {
    Verdict.BETTER: "▲ better",
    Verdict.WORSE: "▼ worse",
    Verdict.SAME: "same",
    Verdict.DIFFERENT: "",
}
FRAGMENT = "desk.comparison"
FIELD_PX = 165


def show_comparison(board: Board) -> None:
    """Show plan A beside the present plan, if one was kept."""
    if board.kept is None:
        return
    first, second = planned(board.kept.session).score, planned(board.session).score
    with st.container(key="comparison", gap="small"):
        st.markdown("**Plan A against plan B, the present one**")
        if first is None or second is None:
            st.caption(strings.NOTHING_TO_COMPARE)
        else:
            st.html(_table(compare(first.totals, second.totals)))
            _show_total(board, (first.totals, second.totals))
        with st.container(key="comparison_steps", horizontal=True, gap="small"):
            st.button(strings.BACK_TO_KEPT, key="comparison.back", icon=":material/undo:", on_click=_go_back)
            st.button(strings.FORGET_KEPT, key="comparison.forget", icon=":material/close:", on_click=_forget)
            st.button(
                strings.KEEP_INSTEAD, key="comparison.keep", icon=":material/push_pin:", on_click=keep_as_a
            )
        st.caption(strings.KEPT_HELP)


def _table(rows: tuple[Compared, ...]) -> str:
    """Return the rows as a table; better and worse are words with a sign, colour comes on top."""
    return _html(_row("th", "Figure", "A", "B", "B against A"), map(_compared, rows))


def _html(head: str, rows: Iterable[str]) -> str:
    return f'<table class="mp-compared"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def _compared(row: Compared) -> str:
    verdict = row.verdict
    difference = "" if verdict is Verdict.SAME else row.difference_text
    said = f"{_WORDS[verdict]} {difference}".strip()
    cells = "".join(f"<td>{escape(_number(row, value))}</td>" for value in (row.first, row.second))
    head = f'<th scope="row">{escape(row.measure.heading)}</th>'
    return f'<tr class="mp-{verdict}">{head}{cells}<td>{escape(said)}</td></tr>'


def _number(row: Compared, value: float | None) -> str:
    return NOTHING if value is None else row.measure.number_text(value)


def _row(tag: str, *cells: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _show_total(board: Board, plans: tuple[Figures, Figures]) -> None:
    weights = dict(board.weights)
    st.markdown(said_of_totals(plans, weights))
    with st.expander(strings.WEIGHTS, key="comparison.total", on_change="rerun") as shown:
        if not shown.open:
            return
        st.markdown(strings.RANKED_BY_YOU)
        st.html(_total_table(*rank(plans, weights)))
        st.caption(f"{FORMULA}. What is not measured on both plans is left out ({MANNER.key}).")
        for objective in OBJECTIVES:
            _show_weight(board, objective)
        if board.weights:
            st.button(strings.FIRST_WEIGHTS, key="comparison.weights", on_click=_clear_weights)


def _total_table(first: Composite, second: Composite) -> str:
    """Return what every measure adds to the totals of both plans."""
    rows = [
        _row("td", one.objective.measure.title, f"{one.weight:.0%}", _share(one), _share(other))
        for one, other in zip(first.parts, second.parts, strict=True)
    ]
    total = _row("td", "Total", "", f"{first.total * HUNDRED:.1f}", f"{second.total * HUNDRED:.1f}")
    return _html(_row("th", "Measure", "Weight", "A: value → share", "B: value → share"), [*rows, total])


def _share(part: Part) -> str:
    return f"{part.value:.2f} → {part.share * HUNDRED:.1f}"


def _show_weight(board: Board, objective: Objective) -> None:
    measure = objective.measure
    stored = dict(board.weights).get(objective.name, DEFAULT_WEIGHTS[objective.name])
    weight = min(max(stored, 0.0), MOST_WEIGHT)
    key = stored_field.key_of(f"comparison.weight.{objective.name}.{board.clearings}", weight)
    with st.container(
        key=f"{key}.row", horizontal=True, wrap=False, vertical_alignment="bottom", gap="small"
    ):
        st.number_input(
            measure.title,
            min_value=0.0,
            max_value=MOST_WEIGHT,
            value=weight,
            step=5.0,
            format="%.0f",
            key=key,
            on_change=partial(_take_weight, objective.name, key),
            width=FIELD_PX,
        )
        span = f"0 at {measure.text(objective.worst)}, 1 at {measure.text(objective.best)}"
        st.caption(f"{span}. Ours: {objective.why}")


def _take_weight(name: str, key: str) -> None:
    value = state.value_of(key)
    if stored_field.is_entered(key) and isinstance(value, int | float):
        weight = float(value)
        state.change(lambda board: weigh(board, name, weight))
        state.show_again(FRAGMENT, SAVED)


def _clear_weights() -> None:
    state.change(clear_weights)
    state.show_again(FRAGMENT, SAVED)


def _go_back() -> None:
    state.change(back_to_kept)
    state.show_again()


def _forget() -> None:
    state.change(forget_kept)
    state.show_again()
