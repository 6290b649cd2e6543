"""What the pad is told of the palpation map: only while its layer is shown, and only when it changed."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from planner.drawing.palpation_drawing import draw_palpation
from planner.drawing.plotly_figure import to_plotly
from planner.drawing.roles import Role
from planner.drawing.theme import Theme, find_theme
from planner.evidence.marking import MARKING_SIGMA_MM
from planner.evidence.published import FOUND_AGAIN
from planner.session import Session, Target
from planner.ui.body_wanted import BodyWanted, fitted_map
from planner.ui.planned import Planned

KEY_SENT = "palpation_key"  # in the pad's document: the map that it holds, or nothing if its layer is hidden
TITLE = "Palpation map: pain on pressure, 0 to 10"
NOTE = (
    f"Interpolated between the findings and blurred by {MARKING_SIGMA_MM:.1f} mm: in the upper trapezius "
    f"one examiner found a point again within {FOUND_AGAIN.value:g} mm ({FOUND_AGAIN.source.graded})."
)


def palpation_data(
    result: Planned, sent: Mapping[str, object] | None, *, dark: bool
) -> dict[str, Any] | None:
    """Return the map with its legend, its key alone if the pad holds it, or nothing if its layer is hidden.

    Parameters
    ----------
    sent
        The document that this pad sent last.
    """
    held = None if sent is None else sent.get(KEY_SENT)
    if not isinstance(held, str):
        return None
    if result.plan is None:
        return {"key": "none", "traces": [], "legend": None}
    data = _map(_only_findings(result.session), result.body, dark=dark)
    return {"key": data["key"]} if data["key"] == held else data


def _only_findings(session: Session) -> Session:
    """Return what the map depends on, so that no other change draws it again."""
    targets = tuple(Target("", "", target.findings) for target in session.targets)
    return Session(body_map=session.body_map, findings=session.findings, targets=targets)


@lru_cache(maxsize=16)
def _map(session: Session, body: BodyWanted, *, dark: bool) -> dict[str, Any]:
    theme = find_theme(dark=dark)
    drawing = draw_palpation(session, fitted_map(body))
    levels = sorted({mark.category for mark in drawing.marks_of(Role.PALPATION) if hasattr(mark, "category")})
    swatches = [{"colour": _on_skin(theme, level), "text": f"{level} to {level + 1}"} for level in levels]
    legend = {"title": TITLE, "swatches": swatches, "note": NOTE} if levels else None
    told = repr((session, body, dark)).encode()
    traces = to_plotly(drawing, theme)["traces"]
    return {"key": hashlib.sha256(told).hexdigest()[:16], "traces": traces, "legend": legend}


def _on_skin(theme: Theme, level: int) -> str:
    """Return the colour of a band as it is seen: over the skin."""
    band, skin = theme.style(Role.PALPATION, level), theme.style(Role.SKIN).fill
    mixed = (
        round(
            band.opacity * int(band.fill[at : at + 2], 16) + (1 - band.opacity) * int(skin[at : at + 2], 16)
        )
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)
