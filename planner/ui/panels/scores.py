"""What the patient says of pain and function: the NRS in sight, the totals of the other scales folded."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from planner.series.soundness import MOST
from planner.series.visit import Scores
from planner.series.visit_words import SCALES
from planner.ui import state, stored_field

NOT_ASKED = "not asked"
_NRS = (NOT_ASKED, *range(MOST["nrs"] + 1))
_TOTALS = tuple(name for name in SCALES if name != "nrs")
_FOLD = ", ".join(SCALES[name].partition(",")[0] for name in _TOTALS)
_MEANS = "Totals, as you counted them. An empty field was not asked."


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking.

    Parameters
    ----------
    when
        ``before`` or ``after`` the needles.
    head
        How the field for the pain begins.
    keep
        Keeps a step on the scores, for callbacks.
    """

    when: str
    head: str
    scores: Scores
    keep: Callable[[Callable[[Scores], Scores]], None]


def show_scores(*asked: Asked) -> None:
    """Show what was said at each asking, with the fields to change it."""
    with st.container(key="treat_scores", gap="small"):
        for one in asked:
            _show_nrs(one)
        with st.expander(_FOLD, key=f"treat.totals.{len(asked)}", icon=":material/assignment:"):
            st.caption(_MEANS)
            for one in asked:
                with st.container(key=f"treat_totals_{one.when}"):
                    for name in _TOTALS:
                        _show_total(one, name)


def _show_nrs(asked: Asked) -> None:
    """Show the NRS as buttons, one touch for an answer: a list would have to be opened and scrolled."""
    shown = NOT_ASKED if asked.scores.nrs is None else asked.scores.nrs
    key = stored_field.key_of(f"treat.nrs.{asked.when}", shown)
    st.pills(
        f"{asked.head}, NRS 0 to {MOST['nrs']}",
        _NRS,
        default=shown,
        required=True,
        format_func=str,
        width="stretch",
        key=key,
        on_change=_take,
        args=(asked, "nrs", key),
    )


def _show_total(asked: Asked, name: str) -> None:
    value = getattr(asked.scores, name)
    key = stored_field.key_of(f"treat.{name}.{asked.when}", value)
    title, _, span = SCALES[name].partition(",")
    st.number_input(
        f"{title} {asked.when},{span}",
        0,
        MOST[name],
        value=value,
        step=1,
        placeholder=NOT_ASKED,
        key=key,
        on_change=_take,
        args=(asked, name, key),
    )


def _take(asked: Asked, name: str, key: str) -> None:
    if stored_field.is_entered(key):
        value = state.value_of(key)
        score = value if isinstance(value, int) else None
        asked.keep(lambda scores: replace(scores, **{name: score}))
