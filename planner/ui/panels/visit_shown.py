"""One state of a visit, read only: its picture, its figures, and everything that was noted."""

import streamlit as st

from planner.body import FittedMap, describe, place_of
from planner.series.figures import figures_of
from planner.series.visit import Scores, SideEffect, Visit
from planner.series.visit_words import (
    SCALES,
    answer_text,
    count_text,
    delivery_text,
    patient_text,
    product_text,
)
from planner.session import Exclusion, Finding
from planner.ui import strings
from planner.ui.panels.findings import place_said
from planner.ui.planned import shown_body
from planner.ui.tables import table_html
from planner.ui.visit_picture import PlanShown, plan_shown, visit_svg, was_begun

MM2_PER_CM2 = 100.0


def show_picture(visit: Visit, *, dark: bool, says: str) -> None:
    """Show the visit on the body map.

    Parameters
    ----------
    says
        What the picture is, for whoever does not see it.
    """
    st.image(visit_svg(visit, dark=dark), width="stretch", alt=f"{says}: {_said(visit)}")
    if was_begun(visit):
        st.caption("Solid: given. Dashed and crossed: skipped. Dashed ring: open. Triangle: added.")
        return
    shown = plan_shown(visit)
    if shown.refusal is not None:
        st.warning(f"No plan: {shown.refusal}")
    elif caption := said_of_plan(shown):
        st.caption(caption)


def said_of_plan(shown: PlanShown) -> str:
    """Return where the plan in a picture comes from; nothing if it has no steps."""
    if shown.plan is None or not (shown.plan.totals.punctures or shown.plan.totals.passes):
        return ""
    if shown.is_kept:
        return "The steps as they were saved. Places that were withheld are not saved with them."
    return "No plan was saved with this state: the quick plan of today is shown."


def _said(visit: Visit) -> str:
    findings = count_text(len(visit.session.findings), "finding")
    exclusions = count_text(len(visit.session.exclusions), "exclusion")
    return f"{findings}, {exclusions}; {delivery_text(visit.delivery)}"


def show_notes(visit: Visit, *, stem: str) -> None:
    """Show the figures of a visit and everything that was noted of it.

    Parameters
    ----------
    stem
        Sets the keys of one visit off from those of another on the same page.
    """
    _show_figures(visit, stem)
    fitted = shown_body(visit.session)
    _show_lines("Findings", [_finding_line(one, fitted) for one in visit.session.findings])
    exclusions = [_exclusion_line(one, fitted) for one in visit.session.exclusions]
    _show_lines("Exclusions", exclusions, is_said_if_empty=False)
    st.html(table_html(("Scale", "before", "after"), _scores(visit.before, visit.after), says="Scores"))
    _show_lines("Products", [product_text(product, used_on=visit.on) for product in visit.products])
    _show_lines("Side effects", [_effect_line(effect, fitted) for effect in visit.effects])
    _show_lines("Asked later", [answer_text(answer) for answer in visit.answers])
    _show_lines("Note", [visit.note] if visit.note else [])
    waiting = [f"{ghost.id} is not confirmed yet" for ghost in visit.ghosts]
    _show_lines("Left from the session before", waiting, is_said_if_empty=False)


def _finding_line(finding: Finding, fitted: FittedMap) -> str:
    kind = strings.FINDING_KINDS[finding.kind].lower()
    return f"{finding.id}: {kind}, intensity {finding.intensity}, {place_said(finding, fitted)}"


def _exclusion_line(exclusion: Exclusion, fitted: FittedMap) -> str:
    kind = strings.EXCLUSION_KINDS[exclusion.kind].lower()
    return f"{exclusion.id}: {kind}, {place_said(exclusion, fitted)}, margin {exclusion.margin_mm:g} mm"


def _effect_line(effect: SideEffect, fitted: FittedMap) -> str:
    place = describe(place_of(fitted, effect.at.u_mm, effect.at.v_mm))
    gone = f", gone {effect.gone}" if effect.gone else ""
    note = f": {effect.note}" if effect.note else ""
    return f"{effect.kind}, {place}, noticed {effect.noticed}{gone}{note}"


def _show_figures(visit: Visit, stem: str) -> None:
    with st.container(key=f"{stem}.figures", horizontal=True, gap="small"):
        if was_begun(visit):
            figures = figures_of(visit)
            st.metric("tender points", figures.tender_points, width="content")
            st.metric("punctures given", figures.punctures, width="content")
            st.metric("passes given", figures.passes, width="content")
            st.metric("skipped", figures.skipped, width="content")
            st.metric("mL given", f"{figures.volume_ml:.2f}", width="content")
            st.metric("cm² treated", f"{figures.area_mm2 / MM2_PER_CM2:.1f}", width="content")
            return
        plan = plan_shown(visit).plan
        st.metric("tender points", figures_of(visit).tender_points, width="content")
        if plan is not None:
            st.metric("punctures planned", plan.totals.punctures, width="content")
            st.metric("passes planned", plan.totals.passes, width="content")
            st.metric("mL planned", f"{plan.totals.volume_ml:.2f}", width="content")
    position = strings.POSITIONS[visit.session.position]
    st.text(f"{position}; {patient_text(visit.session.patient)}; {delivery_text(visit.delivery)}")


def _scores(before: Scores, after: Scores) -> list[tuple[str, str, str]]:
    return [
        (title, _number(getattr(before, name)), _number(getattr(after, name)))
        for name, title in SCALES.items()
    ]


def _number(score: int | None) -> str:
    return "not asked" if score is None else str(score)


def _show_lines(title: str, lines: list[str], *, is_said_if_empty: bool = True) -> None:
    if lines or is_said_if_empty:
        st.markdown(f"**{title}**")
        st.text("\n".join(lines or ["None noted."]))
