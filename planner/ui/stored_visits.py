"""Stored sessions with the visits in them: a patient's series, all of the clinic, and changes of one."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from planner.errors import FileRefused, StepNotAllowed
from planner.files import visit_json
from planner.series.life import with_given
from planner.series.soundness import require_visit
from planner.series.visit import Visit
from planner.storage.database import Database
from planner.storage.heads import Head, find_heads
from planner.storage.patients import StoredPatient, find_patient
from planner.storage.principal import Principal
from planner.storage.revisions import NewRevision, Revision, SessionState
from planner.storage.sessions import amend_session, find_series, save_session
from planner.storage.under_way import UnderWay, find_under_way
from planner.ui.visits_read import treatments_read, visits_read

HELD = frozenset({SessionState.DONE, SessionState.CLOSED})
"""States of a session whose treatment has ended."""
UNREAD = "treatment cannot be read"


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """One session of a patient at its last saved state, and the visit that it holds.

    Parameters
    ----------
    visit
        With what was given by now, if the treatment is under way: the saved state has that at its end only.
    is_unread
        Whether a treatment is kept that cannot be read, so that the visit is what the record holds of it.
    """

    code: str
    head: Revision
    visit: Visit
    is_unread: bool = False

    @property
    def state(self) -> SessionState:
        """How far the session has come."""
        return self.head.state

    @property
    def is_held(self) -> bool:
        """Whether needles went in, or its treatment has ended: only then can it have had side effects."""
        return self.state in HELD or self.visit.has_treated

    @property
    def is_under_way(self) -> bool:
        """Whether needles went in, and its treatment has not ended."""
        return self.state not in HELD and self.visit.has_treated

    @property
    def said_state(self) -> str:
        """How far it has come, in words."""
        if self.is_unread:
            return UNREAD
        return "treatment not ended" if self.is_under_way else self.state.value

    @property
    def needs_reason(self) -> bool:
        """Whether it is closed, so that it is only amended."""
        return self.state is SessionState.CLOSED


@dataclass(frozen=True, slots=True)
class Series:
    """A patient's sessions, by their days."""

    patient: StoredPatient
    visits: tuple[StoredVisit, ...]

    @property
    def told(self) -> tuple[StoredVisit, ...]:
        """Those that are more than a draft: a draft's figures are not yet any."""
        return tuple(
            one for one in self.visits if one.is_held or one.is_unread or one.state is not SessionState.DRAFT
        )


def find_stored_series(database: Database, who: Principal, code: str) -> Series:
    """Return the sessions of the patient of that code.

    Raises
    ------
    PatientEntryRefused, NotInStore, StoreDamaged, FileRefused
    """
    return series_of(database, who, find_patient(database, who, code))


def series_of(database: Database, who: Principal, patient: StoredPatient) -> Series:
    """Return the sessions of a patient.

    Raises
    ------
    NotInStore, StoreDamaged, FileRefused
    """
    given = find_under_way(database, who, patient.id)  # first: what ends after this look is in the record
    heads = [one.head for one in find_series(database, who, patient.id)]
    saved = [(head, visits_read().visit_of(head)) for head in heads]
    return Series(
        patient,
        _in_order(
            _by_now(StoredVisit(patient.code, head, visit), given.get(head.session_id))
            for head, visit in saved
        ),
    )


def all_series(database: Database, who: Principal) -> dict[str, tuple[StoredVisit, ...]]:
    """Return the sessions of every patient of the clinic, by code.

    Raises
    ------
    StoreDamaged, FileRefused
    """
    found: dict[str, list[StoredVisit]] = {}
    heads = find_heads(database, who)
    for read in (visits_read(), treatments_read()):
        read.keep_only(head.revision.session_id for head in heads)
    for head in heads:
        found.setdefault(head.code, []).append(stored_visit(head))
    return {code: _in_order(visits) for code, visits in found.items()}


def stored_visit(head: Head) -> StoredVisit:
    """Return the visit that a head holds, one of many that are gone through.

    Raises
    ------
    FileRefused
    """
    visit = visits_read().in_a_row(head.revision)
    return _by_now(StoredVisit(head.code, head.revision, visit), head.treatment)


def as_saved(one: StoredVisit) -> StoredVisit:
    """Return it as its state was saved, without what was given of a treatment under way since.

    Raises
    ------
    FileRefused
    """
    return replace(one, visit=visits_read().visit_of(one.head)) if one.is_under_way else one


def change_visit(
    database: Database,
    who: Principal,
    before: StoredVisit,
    step: Callable[[Visit], Visit],
    *,
    reason: str,
    at: datetime,
    write_id: str = "",
) -> StoredVisit:
    """Save what a step makes of a visit; its session stays in its state, a closed one is amended.

    What was given of a treatment under way is no part of it: the record takes that when the treatment ends.

    Parameters
    ----------
    reason
        Stands on the amendment of a closed session, and on no other.
    write_id
        Saving twice under one id saves once; empty: under a new one.

    Raises
    ------
    VisitRefused
        If what comes of it contradicts itself.
    StepNotAllowed
        If the session is closed and there is no reason.
    SavedElsewhere
        If somebody saved the session since ``before`` was read.
    NotInStore, StoreUnreachable
    """
    visit = step(as_saved(before).visit)
    require_visit(visit)
    if before.needs_reason and not reason.strip():
        raise StepNotAllowed("A closed session is changed only with a reason: write one down.")
    save = amend_session if before.needs_reason else save_session
    said = reason.strip() if before.needs_reason else ""
    new = NewRevision(visit_json(visit), at, before.state, said, write_id or secrets.token_hex(16))
    saved = save(database, who, before.head.session_id, before.head.n, new)
    return StoredVisit(before.code, saved.head, visit)


def _in_order(visits: Iterable[StoredVisit]) -> tuple[StoredVisit, ...]:
    return tuple(sorted(visits, key=lambda one: one.visit.on))


def _by_now(saved: StoredVisit, treatment: UnderWay | None) -> StoredVisit:
    """Return a saved state with what was given since, while its treatment is not ended."""
    if treatment is None or saved.state in HELD:
        return saved
    try:
        given = treatments_read().visit_of(treatment)
    except FileRefused:
        return replace(saved, is_unread=True)
    return replace(saved, visit=with_given(saved.visit, given), is_unread=treatment.hides_unread)
