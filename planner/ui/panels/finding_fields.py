"""The fields of the forms that add and change a finding or an exclusion by numbers."""

import streamlit as st

from planner.body.points import PointMm
from planner.evidence.published import EXCLUSION_MARGIN
from planner.session import Exclusion, FindingKind, Marked, PointFinding, Zone
from planner.soundness import INTENSITY_MOST, MARGIN_MOST_MM
from planner.ui import state, stored_field, strings
from planner.ui.typed_outline import outline_text

DEFAULT_INTENSITY = 5
ANYWHERE = (-2000.0, 2000.0)  # mm; whether it lies on the body the plan says
_POINT_KINDS = [FindingKind.TENDER_POINT.value, FindingKind.TRIGGER_POINT.value]


def point_fields(stem: str, mark: Marked | None) -> None:
    """Show the fields for what a point is, where it is, how much it hurts and which targets it goes to."""
    point = mark.finding if mark and isinstance(mark.finding, PointFinding) else None
    kind = point.kind.value if point else _POINT_KINDS[0]
    st.segmented_control(
        "Kind",
        _POINT_KINDS,
        default=kind,
        required=True,
        format_func=strings.FINDING_KINDS.__getitem__,
        key=stored_field.key_of(f"{stem}.kind", kind),
    )
    at = point.at if point else PointMm(0.0, 0.0)
    _number(stem, "u_mm", "Across: mm from the midline (minus: patient's left)", at.u_mm)
    _number(stem, "v_mm", "Down: mm below C7", at.v_mm)
    _mark_fields(stem, mark)


def zone_fields(stem: str, mark: Marked | None) -> None:
    """Show the fields for the outline of a zone, how much it hurts and which targets it goes to."""
    zone = mark.finding if mark and isinstance(mark.finding, Zone) else None
    _outline_field(stem, outline_text(zone.outline) if zone else "")
    _mark_fields(stem, mark)


def exclusion_fields(stem: str, exclusion: Exclusion | None) -> None:
    """Show the fields for what is kept out, its outline and its margin."""
    kinds = list(strings.EXCLUSION_KINDS)
    kind = exclusion.kind.value if exclusion else kinds[0]
    st.selectbox(
        "Kind",
        kinds,
        index=kinds.index(kind),
        format_func=strings.EXCLUSION_KINDS.__getitem__,
        key=stored_field.key_of(f"{stem}.kind", kind),
    )
    _outline_field(stem, outline_text(exclusion.outline) if exclusion else "")
    margin_mm = exclusion.margin_mm if exclusion else EXCLUSION_MARGIN.value
    _number(stem, "margin_mm", "Margin (mm)", margin_mm, (0.0, MARGIN_MOST_MM))


def _mark_fields(stem: str, mark: Marked | None) -> None:
    board = state.board()
    intensity = mark.finding.intensity if mark else DEFAULT_INTENSITY
    st.segmented_control(
        f"Intensity, 0 to {INTENSITY_MOST}",
        list(range(INTENSITY_MOST + 1)),
        default=intensity,
        required=True,
        key=stored_field.key_of(f"{stem}.intensity", intensity),
    )
    ids = [target.id for target in board.targets]
    chosen = [t for t in (mark.targets if mark else (board.active_target,)) if t in ids]
    st.pills(
        "Targets",
        ids,
        selection_mode="multi",
        default=chosen,
        format_func=lambda an_id: f"Target {ids.index(an_id) + 1}",
        key=stored_field.key_of(f"{stem}.targets", chosen),
    )


def _number(stem: str, name: str, label: str, value: float, limits: tuple[float, float] = ANYWHERE) -> None:
    key = stored_field.key_of(f"{stem}.{name}", value)
    st.number_input(label, *limits, value=value, step=1.0, format="%.1f", key=key)


def _outline_field(stem: str, text: str) -> None:
    st.text_area("Corners", value=text, key=stored_field.key_of(f"{stem}.outline", text), help=None)
    st.caption(strings.OUTLINE_HELP)
