"""A patient erased whole: every body goes, the digests stay, so that the chains can still be verified."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection

from planner.body.patient import Sex
from planner.errors import StorageRefused
from planner.storage.address import StoreAddress
from planner.storage.audit import note
from planner.storage.chain import Stored
from planner.storage.database import Database, driver_of, is_sound, make_engine, named_failures, with_sha
from planner.storage.moment import moment_of, moment_text
from planner.storage.patients import row_of
from planner.storage.principal import Principal
from planner.storage.tables import draft, patient, revision_body, session

FINAL_AFTER = timedelta(days=30)  # ours: a month in which whoever erased the wrong patient can still go back


def erase_patient(database: Database, who: Principal, patient_id: str, *, at: datetime) -> int:
    """Erase a patient and return how many saved states lost their body.

    What stays: the code, so that nobody else ever gets it; of each saved state its number, moment, author and
    digest; the audit. The digests are salted and the salt goes too: nobody can find out a body by guessing.
    Backups made before still hold the patient: those that Mesoplan made are deleted 30 days later
    (`copies.prune`), others by whoever made them.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.writing() as connection:
        row = row_of(connection, who, patient_id, locked=True)
        gone = _empty(connection, who, row, erased_at=moment_text(at))
        note(connection, who, "patient erased", patient_id, at=at, detail=f"{gone} saved states")
    settle(database)
    return gone


def erase_again(
    database: Database, who: Principal, erased_at: Mapping[str, str], *, at: datetime
) -> tuple[str, ...]:
    """Erase who was erased in a later state of the store, in one transaction, and return their codes.

    Parameters
    ----------
    erased_at
        By the patient's id, as `erased_in` tells it; whom this store does not hold, or has erased, is let be.
    """
    wanted = (
        sa.select(patient)
        .where(patient.c.id.in_(list(erased_at)), patient.c.erased_at.is_(None))
        .order_by(patient.c.code)
    )
    with database.writing() as connection:
        rows = [dict(row) for row in connection.execute(wanted).mappings()]
        for row in rows:
            an_id, whose = str(row["id"]), Principal(who.name, str(row["clinic"]))
            gone = _empty(connection, whose, row, erased_at=erased_at[an_id])
            note(connection, whose, "patient erased", an_id, at=at, detail=f"{gone} saved states, restored")
    return tuple(str(row["code"]) for row in rows)


def erased_in(address: StoreAddress) -> dict[str, str] | None:
    """Return when which patients were erased, by id, as a database file tells it; None if it cannot be read.

    A row that is not what was saved is left out: damage must not make anybody be erased.
    """
    wanted = sa.select(patient).where(patient.c.erased_at.is_not(None))
    file = Database(address, make_engine(address))
    try:
        with file.reading() as connection:
            rows = [dict(row) for row in connection.execute(wanted).mappings()]
    except StorageRefused:
        return None
    finally:
        file.close()
    return {str(row["id"]): str(row["erased_at"]) for row in rows if is_sound(patient, row)}


def last_final_erasure(database: Database, *, at: datetime) -> datetime | None:
    """Return when a patient was last erased for good: so long ago that copies made before have to go."""
    wanted = sa.select(sa.func.max(patient.c.erased_at)).where(
        patient.c.erased_at <= moment_text(at - FINAL_AFTER)
    )
    with database.reading() as connection:
        last = connection.execute(wanted).scalar()
    return None if last is None else moment_of(last)


def settle(database: Database) -> None:
    """Have SQLite write its log into the file and cut it off: the old pages are gone from there too."""
    if database.is_shared:
        return
    with named_failures(), database.engine.connect() as connection:
        driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _empty(connection: Connection, who: Principal, row: dict[str, Stored], *, erased_at: str) -> int:
    emptied = row | {
        "birth_from_year": None,
        "sex": Sex.UNSPECIFIED.value,
        "note": "",
        "changed_at": erased_at,
        "erased_at": erased_at,
        "author": who.name,
    }
    connection.execute(patient.update().where(patient.c.id == row["id"]).values(with_sha(patient, emptied)))
    theirs = sa.select(session.c.id).where(session.c.patient_id == row["id"])
    gone = connection.execute(revision_body.delete().where(revision_body.c.session_id.in_(theirs))).rowcount
    connection.execute(draft.delete().where(draft.c.session_id.in_(theirs)))
    return gone
