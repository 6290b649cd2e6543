"""The next visit of a series: what was found last time comes along as ghosts, to be confirmed or let go."""

from dataclasses import replace
from datetime import date

from planner.errors import VisitRefused
from planner.series.visit import Visit
from planner.session import Marked, Session


def next_visit(last: Visit, on: date) -> Visit:
    """Return an empty visit that follows another: patient, exclusions and targets stay, findings are ghosts.

    A ghost knows which targets treated it.

    Raises
    ------
    VisitRefused
        If it were on an earlier day.
    """
    if on < last.on:
        raise VisitRefused("The next session cannot be before the last one: check the day.", field="on")
    targets = tuple(replace(target, findings=()) for target in last.session.targets)
    session = replace(last.session, findings=(), targets=targets)
    return Visit(on, session, ghosts=last.session.marks, schedule=last.schedule)


def confirm(visit: Visit, ghost_id: str, *, intensity: int, target: str = "") -> Visit:
    """Return the visit with a ghost found again, as pressing it felt today.

    Parameters
    ----------
    target
        Id of the target that is to treat it; empty: those that treated it last time, as far as they are
        still there.

    Raises
    ------
    VisitRefused
        If there is no such ghost or target, or the session has a finding of that id.
    """
    ghost = _ghost(visit, ghost_id)
    if any(finding.id == ghost_id for finding in visit.session.findings):
        raise VisitRefused(f"The session has a finding {ghost_id!r} already: give that one another id.")
    treating = (target,) if target else ghost.still_in(visit.session.targets)
    found_again = Marked(replace(ghost.finding, intensity=intensity), treating)
    return replace(let_go(visit, ghost_id), session=_with_mark(visit.session, found_again))


def let_go(visit: Visit, ghost_id: str) -> Visit:
    """Return the visit without a ghost that was not found again.

    Raises
    ------
    VisitRefused
        If there is no such ghost.
    """
    _ghost(visit, ghost_id)
    return replace(visit, ghosts=tuple(ghost for ghost in visit.ghosts if ghost.id != ghost_id))


def _ghost(visit: Visit, ghost_id: str) -> Marked:
    found = next((ghost for ghost in visit.ghosts if ghost.id == ghost_id), None)
    if found is None:
        raise VisitRefused(f"Nothing called {ghost_id!r} is left of the last session to confirm.")
    return found


def _with_mark(session: Session, mark: Marked) -> Session:
    unknown = set(mark.targets) - {target.id for target in session.targets}
    if unknown:
        raise VisitRefused(f"The session has no target {min(unknown)!r}: choose one of its targets.")
    targets = (
        replace(target, findings=(*target.findings, mark.id)) if target.id in mark.targets else target
        for target in session.targets
    )
    return replace(session, findings=(*session.findings, mark.finding), targets=tuple(targets))
