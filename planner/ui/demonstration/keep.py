"""The way of the synthetic patients into the store: the demonstration's alone, and only while it is new."""

from datetime import datetime

from planner.files import visit_json
from planner.storage.database import Database
from planner.storage.patients import add_patient, has_patients
from planner.storage.principal import DESK, Principal
from planner.storage.revisions import NewRevision
from planner.storage.sessions import save_session, start_session
from planner.ui.demonstration.patients import SyntheticPatient, synthetic_patients

AUTHOR = Principal("demonstration", DESK.clinic)


def keep_synthetic_patients(database: Database, *, at: datetime) -> None:
    """Put the synthetic patients into a new store of the demonstration; into any other one nothing.

    Patients who were erased count: whoever emptied the store keeps it empty.

    Raises
    ------
    StorageRefused
    """
    if database.address.is_demo and not has_patients(database, AUTHOR):
        for synthetic in synthetic_patients(at):
            _keep(database, synthetic)


def _keep(database: Database, synthetic: SyntheticPatient) -> None:
    kept = add_patient(database, AUTHOR, synthetic.entry, at=synthetic.added_at)
    for first, *later in synthetic.sessions:
        session = start_session(
            database, AUTHOR, kept.id, NewRevision(visit_json(first.visit), first.at, first.state)
        )
        for saved in later:
            new = NewRevision(visit_json(saved.visit), saved.at, saved.state, saved.reason)
            session = save_session(database, AUTHOR, session.id, session.version, new)
