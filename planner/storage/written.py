"""What was written under an id: asked when the line broke before the store had answered."""

from planner.errors import NotInStore
from planner.storage.database import Database
from planner.storage.patients import ID_DIGITS, StoredPatient, find_patient_of
from planner.storage.principal import Principal
from planner.storage.revisions import written_as
from planner.storage.sessions import StoredSession, find_session


def find_patient_written(database: Database, who: Principal, write_id: str) -> StoredPatient:
    """Return the patient that was added under an id.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    return find_patient_of(database, who, write_id[:ID_DIGITS])


def find_session_written(database: Database, who: Principal, write_id: str) -> StoredSession:
    """Return the session of which a state was saved under an id.

    Raises
    ------
    NotInStore, StoreDamaged
    """
    with database.reading() as connection:
        already = written_as(connection, write_id)
    if already is None:
        raise NotInStore("Nothing was saved under that id.")
    return find_session(database, who, already[0])
