"""A patient erased whole: every body goes, the digests stay, so that the chains can still be verified."""

from datetime import datetime

import sqlalchemy as sa

from planner.body.patient import Sex
from planner.storage.audit import note
from planner.storage.database import Database, driver_of, named_failures, with_sha
from planner.storage.moment import moment_text
from planner.storage.patients import row_of
from planner.storage.principal import Principal
from planner.storage.tables import draft, patient, revision_body, session


def erase_patient(database: Database, who: Principal, patient_id: str, *, at: datetime) -> int:
    """Erase a patient and return how many saved states lost their body.

    What stays: the code, so that nobody else ever gets it; of each saved state its number, moment, author and
    digest; the audit. The digests are salted and the salt goes too: nobody can find out a body by guessing.
    Backups made before still hold the patient until they are deleted by age.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.writing() as connection:
        row = row_of(connection, who, patient_id, locked=True)
        emptied = row | {
            "birth_from_year": None,
            "sex": Sex.UNSPECIFIED.value,
            "note": "",
            "changed_at": moment_text(at),
            "erased_at": moment_text(at),
            "author": who.name,
        }
        connection.execute(
            patient.update().where(patient.c.id == patient_id).values(with_sha(patient, emptied))
        )
        theirs = sa.select(session.c.id).where(session.c.patient_id == patient_id)
        gone = connection.execute(
            revision_body.delete().where(revision_body.c.session_id.in_(theirs))
        ).rowcount
        connection.execute(draft.delete().where(draft.c.session_id.in_(theirs)))
        note(connection, who, "patient erased", patient_id, at=at, detail=f"{gone} saved states")
    _empty_log(database)
    return gone


def _empty_log(database: Database) -> None:
    """Have SQLite write its log into the file and cut it off: the old pages are gone from there too."""
    if database.is_shared:
        return
    with named_failures(), database.engine.connect() as connection:
        driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
