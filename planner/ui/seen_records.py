"""A visit and a patient's entry as a screen saw them, to be read again and saved over."""

from dataclasses import dataclass, replace
from datetime import datetime

from planner.series.difference import NOTHING, Difference, differences
from planner.series.visit import Visit
from planner.storage.database import Database
from planner.storage.patients import BAND_YEARS, PatientEntry, StoredPatient, change_patient, find_patient
from planner.storage.principal import Principal
from planner.storage.sessions import find_session
from planner.ui import strings
from planner.ui.stored_visits import StoredVisit, change_visit
from planner.ui.visits_read import visits_read


@dataclass(frozen=True, slots=True)
class SeenVisit:
    """A visit as a screen saw it.

    Parameters
    ----------
    reason
        Why its session is amended if it is closed, or was closed meanwhile.
    write_id
        Saved twice under it, what is entered is saved once.
    """

    stored: StoredVisit
    reason: str
    write_id: str

    @property
    def title(self) -> str:
        """Whose session, and of which day."""
        return f"{self.stored.code}, session of {self.stored.visit.on:%Y-%m-%d}"

    @property
    def about(self) -> str:
        """The session's id."""
        return self.stored.head.session_id

    @property
    def value(self) -> Visit:
        """The visit."""
        return self.stored.visit

    def read_again(self, database: Database, who: Principal) -> "SeenVisit":
        """Return it at its last saved state."""
        head = find_session(database, who, self.stored.head.session_id).head
        return replace(self, stored=StoredVisit(self.stored.code, head, visits_read().visit_of(head)))

    def save(self, database: Database, who: Principal, value: Visit, *, at: datetime) -> None:
        """Save another visit as its next state."""
        change_visit(
            database,
            who,
            self.stored,
            lambda _: value,
            reason=self.reason,
            at=at,
            write_id=self.write_id,
        )

    def differences(self, other: Visit) -> tuple[Difference, ...]:
        """Return what another visit says otherwise."""
        return differences(self.value, other)


@dataclass(frozen=True, slots=True)
class SeenPatient:
    """A patient's entry as a screen saw it."""

    stored: StoredPatient

    @property
    def title(self) -> str:
        """Whose entry."""
        return f"{self.stored.code}, entry"

    @property
    def about(self) -> str:
        """The patient's id."""
        return self.stored.id

    @property
    def value(self) -> PatientEntry:
        """The entry."""
        return self.stored.entry

    def read_again(self, database: Database, who: Principal) -> "SeenPatient":
        """Return the entry as it is by now."""
        return SeenPatient(find_patient(database, who, self.stored.code))

    def save(self, database: Database, who: Principal, value: PatientEntry, *, at: datetime) -> None:
        """Keep another entry."""
        change_patient(database, who, self.stored, value, at=at)

    def differences(self, other: PatientEntry) -> tuple[Difference, ...]:
        """Return what another entry says otherwise."""
        was, becomes = _said(self.value), _said(other)
        return tuple(Difference(what, was[what], becomes[what]) for what in was if was[what] != becomes[what])


def born(from_year: int | None) -> str:
    """Return a band of birth in words; nothing where none was said."""
    return "" if from_year is None else f"born {from_year} to {from_year + BAND_YEARS - 1}"


def _said(entry: PatientEntry) -> dict[str, str]:
    return {
        "Born": born(entry.birth_from_year) or NOTHING,
        "Sex": strings.SEXES[entry.sex],
        "Note": entry.note or NOTHING,
    }
