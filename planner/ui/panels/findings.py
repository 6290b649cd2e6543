"""The list of findings and exclusions: says the same as the picture, and edits it by keyboard alone."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

import streamlit as st

from planner.body import FittedMap, describe, place_of
from planner.body.points import PointMm
from planner.errors import PlannerError
from planner.session import (
    Exclusion,
    ExclusionKind,
    Finding,
    FindingKind,
    Marked,
    Outline,
    PointFinding,
    Zone,
)
from planner.soundness import require_outline
from planner.ui import board as boards
from planner.ui import state, stored_field, strings
from planner.ui.panels.finding_fields import (
    DEFAULT_INTENSITY,
    exclusion_fields,
    point_fields,
    zone_fields,
)
from planner.ui.panels.one_form import and_show, one_form
from planner.ui.typed_outline import read_outline

MOST_LINES = 8  # ours: a longer list is folded to its newest lines, since each of them delays every tap


def show_findings(fitted: FittedMap) -> None:
    """Show what was found and what is kept out, with the forms to add and to change."""
    board = state.board()
    with st.container(key="findings", gap="small"):
        st.markdown("**Findings**")
        for mark in _unfolded(board.marks, board.open_form):
            _show_mark(mark, fitted)
        for exclusion in board.exclusions:
            _show_exclusion(exclusion, fitted)
        _show_new("Add point by numbers", "point", point_fields, _take_point)
        _show_new("Add zone by numbers", "zone", zone_fields, _take_zone)
        _show_new("Add exclusion by numbers", "exclusion", exclusion_fields, _take_exclusion)


def _unfolded(marks: Sequence[Marked], open_form: str) -> list[Marked]:
    """Show, if there are many, the switch that unfolds the list, and return the marks that it shows."""
    if len(marks) <= MOST_LINES:
        return list(marks)
    if st.toggle(f"All {len(marks)}, not only the newest {MOST_LINES}", key="findings.all"):
        return list(marks)
    newest = marks[-MOST_LINES:]
    return [mark for mark in marks if mark in newest or open_form == _stem(mark)]


def _stem(mark: Marked) -> str:
    return f"finding.{mark.finding.id}"


def said_of(mark: Marked, fitted: FittedMap) -> str:
    """Return a finding in a line: ``p1 · 8 · tender point · 42 mm right of midline, near L4``."""
    finding = mark.finding
    kind = strings.FINDING_KINDS[finding.kind].lower()
    return (
        f"{finding.id} · {finding.intensity} · {kind} · {place_said(finding, fitted)} · {targets_text(mark)}"
    )


def place_said(found: Finding | Exclusion, fitted: FittedMap) -> str:
    """Return where a finding or an exclusion is, in words; an area is where its middle is."""
    at = found.at if isinstance(found, PointFinding) else _middle(found.outline)
    return _said(fitted, at)


@lru_cache(maxsize=512)  # ours: after a tap all but one of the lines say what they said before
def _said(fitted: FittedMap, at: PointMm) -> str:
    return describe(place_of(fitted, at.u_mm, at.v_mm))


def _middle(outline: Outline) -> PointMm:
    count = len(outline)
    return PointMm(sum(p.u_mm for p in outline) / count, sum(p.v_mm for p in outline) / count)


def targets_text(mark: Marked) -> str:
    """Return the targets of a mark that are still there, by the numbers of their chips."""
    numbers = {target.id: number for number, target in enumerate(state.board().targets, start=1)}
    known = [f"target {numbers[target]}" for target in mark.targets if target in numbers]
    return ", ".join(known) or "no target"


def _show_mark(mark: Marked, fitted: FittedMap) -> None:
    finding = mark.finding
    stem = _stem(mark)
    with one_form(said_of(mark, fitted), stem) as is_open:
        if not is_open:
            return
        with st.form(f"{stem}.form", border=False):
            if isinstance(finding, PointFinding):
                point_fields(stem, mark)
                take = partial(_take_point, stem, finding.id)
            else:
                zone_fields(stem, mark)
                take = partial(_take_zone, stem, finding.id)
            st.form_submit_button("Save", on_click=and_show(take), type="primary")
        st.button("Delete", key=f"{stem}.delete", on_click=and_show(_remove), args=(finding.id,))


def _show_exclusion(exclusion: Exclusion, fitted: FittedMap) -> None:
    stem = f"exclusion.{exclusion.id}"
    kind = strings.EXCLUSION_KINDS[exclusion.kind].lower()
    place = place_said(exclusion, fitted)
    said = f"{exclusion.id} · keep out: {kind} · {place} · {exclusion.margin_mm:g} mm margin"
    with one_form(said, stem) as is_open:
        if not is_open:
            return
        with st.form(f"{stem}.form", border=False):
            exclusion_fields(stem, exclusion)
            take = partial(_take_exclusion, stem, exclusion.id)
            st.form_submit_button("Save", on_click=and_show(take), type="primary")
        st.button("Delete", key=f"{stem}.delete", on_click=and_show(_remove), args=(exclusion.id,))


def _show_new(
    label: str, noun: str, fields: Callable[[str, None], None], take: Callable[[str, str], None]
) -> None:
    with one_form(label, f"new.{noun}") as is_open:
        if is_open:
            stem = f"new.{noun}.{state.board().edits_made}"
            with st.form(f"{stem}.form", border=False):
                fields(stem, None)
                st.form_submit_button("Add", on_click=and_show(partial(take, stem, "")), type="primary")


def _take_point(stem: str, finding_id: str) -> None:
    at = PointMm(_float(stem, "u_mm"), _float(stem, "v_mm"))
    kind = FindingKind(str(stored_field.value_of(f"{stem}.kind")))
    _put(stem, PointFinding(finding_id, kind, at, _intensity(stem)), "k")


def _take_zone(stem: str, finding_id: str) -> None:
    try:
        outline = read_outline(str(stored_field.value_of(f"{stem}.outline")))
        require_outline(outline, "the zone", "outline_mm")
    except PlannerError as refusal:
        state.refuse(refusal)
        return
    _put(stem, Zone(finding_id, outline, _intensity(stem)), "kz")


def _take_exclusion(stem: str, exclusion_id: str) -> None:
    try:
        outline = read_outline(str(stored_field.value_of(f"{stem}.outline")))
        require_outline(outline, "the exclusion", "outline_mm")
    except PlannerError as refusal:
        state.refuse(refusal)
        return
    kind = ExclusionKind(str(stored_field.value_of(f"{stem}.kind")))
    exclusion = Exclusion(exclusion_id, kind, outline, _float(stem, "margin_mm"))
    state.change_if_planned(lambda board: boards.put_exclusion(board, boards.named(board, exclusion, "kx")))


def _put(stem: str, finding: PointFinding | Zone, letter: str) -> None:
    chosen = stored_field.value_of(f"{stem}.targets")
    targets = tuple(str(target) for target in chosen) if isinstance(chosen, list) else ()
    state.change_if_planned(
        lambda board: boards.put_mark(board, Marked(boards.named(board, finding, letter), targets))
    )


def _remove(an_id: str) -> None:
    state.change(lambda board: boards.remove(board, an_id))


def _float(stem: str, name: str) -> float:
    value = stored_field.value_of(f"{stem}.{name}")
    return float(value) if isinstance(value, int | float) else 0.0


def _intensity(stem: str) -> int:
    value = stored_field.value_of(f"{stem}.intensity")
    return value if isinstance(value, int) else DEFAULT_INTENSITY
