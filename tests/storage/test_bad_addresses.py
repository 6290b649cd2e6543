"""No store is asked for what is no id: each engine refuses it by name, in the same sentence."""

import pytest

from planner.errors import NotInStore, PatientEntryRefused
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.history import find_history
from planner.storage.patients import find_patient
from planner.storage.principal import DESK
from planner.storage.sessions import find_session
from tests.bad_addresses import BAD_ADDRESSES
from tests.storage.records import NOON, a_started_session


def test_what_is_no_session_is_not_found_on_any_engine(database: Database) -> None:
    kept = a_started_session(database)

    for bad in BAD_ADDRESSES.values():
        with pytest.raises(NotInStore, match="not kept here"):
            find_session(database, DESK, bad)
        with pytest.raises(NotInStore, match="not kept here"):
            find_history(database, DESK, bad)
        with pytest.raises(NotInStore, match="not kept here"):
            save_draft(database, DESK, NewDraft("00112233445566aa", 0, "{}", bad), at=NOON)

    assert find_session(database, DESK, kept.id) == kept


def test_what_is_no_code_names_no_patient_on_any_engine(database: Database) -> None:
    for bad in ("", "P-888K", *BAD_ADDRESSES.values()):
        with pytest.raises((PatientEntryRefused, NotInStore)) as refused:
            find_patient(database, DESK, bad)

        assert len(str(refused.value)) < 120
