"""Patients by code: no name, no birth date, no phone number, no address of any kind."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.body.patient import Sex
from planner.errors import NotInStore, PatientEntryRefused, SavedElsewhere
from planner.storage.audit import note
from planner.storage.chain import Stored
from planner.storage.database import Database, require_rows, with_sha
from planner.storage.moment import moment_text
from planner.storage.patient_code import draw_code, read_code
from planner.storage.principal import Principal
from planner.storage.tables import patient

BAND_YEARS = 5  # ours: wide enough that year and code together name nobody
OLDEST_YEARS = 120
LONGEST_NOTE = 2_000
_TRIES = 50
ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class PatientEntry:
    """What may be written down of a patient.

    Parameters
    ----------
    birth_from_year
        First year of the band of five in which the patient was born, such as 1980; None: not said.
    """

    birth_from_year: int | None = None
    sex: Sex = Sex.UNSPECIFIED
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredPatient:
    """A patient as kept; the version rises with every change of the entry."""

    id: str
    code: str
    version: int
    entry: PatientEntry
    created_at: str


def add_patient(
    database: Database, who: Principal, entry: PatientEntry, *, at: datetime, write_id: str = ""
) -> StoredPatient:
    """Keep a new patient under a code that nobody has, and never had.

    Parameters
    ----------
    write_id
        At least 16 hexadecimal digits: kept twice under one id, she is kept once. Empty: under a new one.

    Raises
    ------
    PatientEntryRefused
        If the band of birth or the note cannot be kept.
    """
    require_entry(entry, at)
    an_id = write_id[:ID_DIGITS] or secrets.token_hex(ID_DIGITS // 2)
    with database.writing() as connection:
        if write_id and _is_kept(connection, an_id):
            return stored_patient(row_of(connection, who, an_id))
        row: dict[str, Stored] = {
            "id": an_id,
            "clinic": who.clinic,
            "code": _free_code(connection, who),
            **_entry_values(entry),
            "version": 1,
            "created_at": moment_text(at),
            "changed_at": moment_text(at),
            "author": who.name,
            "erased_at": None,
        }
        connection.execute(patient.insert().values(with_sha(patient, row)))
        note(connection, who, "patient added", str(row["id"]), at=at)
    return stored_patient(row)


def change_patient(
    database: Database, who: Principal, before: StoredPatient, entry: PatientEntry, *, at: datetime
) -> StoredPatient:
    """Keep another entry for a patient.

    Raises
    ------
    SavedElsewhere
        If somebody changed the entry since ``before`` was read; both notes come with it.
    PatientEntryRefused, NotInStore
    """
    require_entry(entry, at)
    with database.writing() as connection:
        row = row_of(connection, who, before.id, locked=True)
        if row["version"] != before.version:
            raise SavedElsewhere(
                f"{before.code} was changed meanwhile: choose which entry to keep.",
                mine=entry.note,
                theirs=str(row["note"]),
                version=cast("int", row["version"]),
            )
        changed = row | _entry_values(entry) | {"version": before.version + 1, "changed_at": moment_text(at)}
        changed["author"] = who.name
        connection.execute(
            patient.update().where(patient.c.id == before.id).values(with_sha(patient, changed))
        )
        note(connection, who, "patient changed", before.id, at=at)
    return stored_patient(changed)


def find_patients(database: Database, who: Principal) -> tuple[StoredPatient, ...]:
    """Return the patients of the user's clinic by code, without those that were erased."""
    wanted = (
        sa.select(patient)
        .where(patient.c.clinic == who.clinic, patient.c.erased_at.is_(None))
        .order_by(patient.c.code)
    )
    with database.reading() as connection:
        rows = [dict(row) for row in connection.execute(wanted).mappings()]
    require_rows(patient, rows)
    return tuple(stored_patient(row) for row in rows)


def has_patients(database: Database, who: Principal) -> bool:
    """Tell whether the user's clinic has a patient, or ever had one."""
    with database.reading() as connection:
        return (
            connection.execute(sa.select(patient.c.id).where(patient.c.clinic == who.clinic)).first()
            is not None
        )


def count_erased(database: Database, who: Principal) -> int:
    """Return how many patients of the user's clinic were ever erased."""
    wanted = sa.select(sa.func.count()).where(
        patient.c.clinic == who.clinic, patient.c.erased_at.is_not(None)
    )
    with database.reading() as connection:
        return connection.execute(wanted).scalar_one()


def find_patient(database: Database, who: Principal, code: str) -> StoredPatient:
    """Return the patient of that code, however it was typed.

    Raises
    ------
    PatientEntryRefused
        If it is no code.
    NotInStore
    """
    right = read_code(code)
    wanted = sa.select(patient.c.id).where(patient.c.clinic == who.clinic, patient.c.code == right)
    with database.reading() as connection:
        an_id = connection.execute(wanted).scalar()
        if an_id is None:
            raise NotInStore(f"No patient {right} is kept here: check the code.")
        return stored_patient(row_of(connection, who, an_id))


def find_patient_of(database: Database, who: Principal, patient_id: str) -> StoredPatient:
    """Return the patient of that id, such as a session names.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.reading() as connection:
        return stored_patient(row_of(connection, who, patient_id))


def row_of(
    connection: Connection, who: Principal, patient_id: str, *, locked: bool = False
) -> dict[str, Stored]:
    """Return the row of a patient of the user's clinic, erased ones left out.

    Parameters
    ----------
    locked
        Whether nobody else may write it until the transaction ends.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    wanted = sa.select(patient).where(
        patient.c.id == patient_id, patient.c.clinic == who.clinic, patient.c.erased_at.is_(None)
    )
    found = connection.execute(wanted.with_for_update() if locked else wanted).mappings().first()
    if found is None:
        raise NotInStore("That patient is not kept here: go back to the list.")
    require_rows(patient, [dict(found)])
    return dict(found)


def require_entry(entry: PatientEntry, at: datetime) -> None:
    """Raise unless the entry may be kept.

    Raises
    ------
    PatientEntryRefused
    """
    year = entry.birth_from_year
    if year is not None and (year % BAND_YEARS or not at.year - OLDEST_YEARS <= year <= at.year):
        raise PatientEntryRefused(
            f"The band of birth starts at a year that {BAND_YEARS} divides, such as 1980 for 1980 to 1984."
        )
    if len(entry.note) > LONGEST_NOTE:
        raise PatientEntryRefused(f"The note is longer than {LONGEST_NOTE} characters: shorten it.")
    if "\x00" in entry.note:
        raise PatientEntryRefused("The note holds an invisible character: type it again.")


def _is_kept(connection: Connection, an_id: str) -> bool:
    return connection.execute(sa.select(patient.c.id).where(patient.c.id == an_id)).first() is not None


def _free_code(connection: Connection, who: Principal) -> str:
    """Return a code that is free; longer ones are drawn once the short ones get scarce."""
    for tried in range(_TRIES):
        code = draw_code(secrets.randbelow, length=min(7, 3 + tried // 5))
        taken = sa.select(patient.c.id).where(patient.c.clinic == who.clinic, patient.c.code == code)
        if connection.execute(taken).first() is None:
            return code
    raise PatientEntryRefused("No free patient's code was found: try again.")


def _entry_values(entry: PatientEntry) -> dict[str, Stored]:
    return asdict(entry) | {"sex": entry.sex.value}


def stored_patient(row: dict[str, Stored]) -> StoredPatient:
    """Return the patient that a row holds."""
    entry = PatientEntry(cast("int | None", row["birth_from_year"]), Sex(str(row["sex"])), str(row["note"]))
    return StoredPatient(
        str(row["id"]), str(row["code"]), cast("int", row["version"]), entry, str(row["created_at"])
    )
