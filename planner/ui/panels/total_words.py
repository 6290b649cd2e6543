"""The totals of two plans in one sentence, with what they leave out."""

from collections.abc import Mapping

from planner.composite import left_out, rank
from planner.score import Figures

HUNDRED = 100
_NAMES = "AB"


def said_of_totals(plans: tuple[Figures, Figures], weights: Mapping[str, float]) -> str:
    """Return both totals by some weights, or why there are none, as Markdown."""
    if empty := [name for name, plan in zip(_NAMES, plans, strict=True) if not plan.entries]:
        return f"**No total: {_named(empty)} nothing.**"
    ranked = rank(plans, weights)
    if not ranked[0].parts:
        return "**No total: nothing that is measured on both plans has a weight.**"
    totals = " · ".join(f"{name} {one.total * HUNDRED:.0f}" for name, one in zip(_NAMES, ranked, strict=True))
    missing = ", ".join(_in_a_sentence(objective.measure.title) for objective in left_out(plans, weights))
    more = f" Left out, as it is not measured on both: {missing}." if missing else ""
    return f"**Total by your own weights: {totals}** of {HUNDRED}.{more}"


def _named(empty: list[str]) -> str:
    return f"plan {empty[0]} treats" if len(empty) == 1 else "both plans treat"


def _in_a_sentence(title: str) -> str:
    return title[:1].lower() + title[1:]
