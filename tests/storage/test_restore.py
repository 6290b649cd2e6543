"""A restore brings nobody back who was erased, and never leaves an older state under the database's name."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from planner.errors import DatabaseMissing
from planner.storage.address import StoreAddress
from planner.storage.audit import find_audit
from planner.storage.backup import back_up
from planner.storage.copies import LOGS, find_asides
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.erase import erase_patient
from planner.storage.lock import lock_path
from planner.storage.opening import KEEPER, open_store
from planner.storage.patients import count_erased, find_patients
from planner.storage.principal import DESK
from planner.storage.restore import restore
from planner.storage.revisions import NewRevision
from planner.storage.sessions import start_session
from planner.storage.verify import verify
from tests.storage.records import NOON, a_body, a_patient

HOUR = timedelta(hours=1)
CASE = "0123456789abcdef"


class Killed(BaseException):
    """The process ends here."""


def path_of(database: Database) -> Path:
    assert database.address.path is not None
    return database.address.path


def find_logs(database: Path) -> list[Path]:
    return sorted(database.parent.glob(f"{database.name}.before-*-wal"))


def test_whoever_was_erased_after_the_backup_stays_erased(file_database: Database) -> None:
    patient, other = a_patient(file_database, "note copper"), a_patient(file_database, "stays")
    session = start_session(file_database, DESK, patient.id, NewRevision(a_body("first copper"), NOON))
    save_draft(file_database, DESK, NewDraft(CASE, 0, a_body("copper"), session_id=session.id), at=NOON)
    backup = back_up(file_database, at=NOON)
    erase_patient(file_database, DESK, patient.id, at=NOON)
    file_database.close()

    restored = restore(backup, file_database.address, at=NOON + HOUR)

    assert (restored.erased, restored.is_sure) == ((patient.code,), True)
    with closing(open_store(file_database.address, at=NOON)) as database:
        assert find_patients(database, DESK) == (other,)
        assert count_erased(database, DESK) == 1
        assert find_draft(database, DESK, CASE) is None
        assert verify(database).problems == ()
        last = find_audit(database, DESK, patient.id)[-1]
        assert (last.author, last.action, last.detail) == (
            "mesoplan",
            "patient erased",
            "1 saved states, restored",
        )
        assert find_audit(database, KEEPER)[-1].action == "store restored"
    assert b"copper" not in path_of(file_database).read_bytes()


def test_a_lost_database_is_told_of_and_its_later_backups_are_asked_who_was_erased(
    file_database: Database,
) -> None:
    patient = a_patient(file_database)
    backup = back_up(file_database, at=NOON)
    erase_patient(file_database, DESK, patient.id, at=NOON)
    back_up(file_database, at=NOON + HOUR)
    file_database.close()
    path_of(file_database).unlink()

    restored = restore(backup, file_database.address, at=NOON + HOUR)

    assert (restored.aside, restored.erased, restored.is_sure) == (None, (patient.code,), False)
    with closing(open_store(file_database.address, at=NOON)) as database:
        assert find_patients(database, DESK) == ()


def test_an_erasure_is_remembered_over_two_restores(file_database: Database) -> None:
    before = back_up(file_database, at=NOON)
    patient = a_patient(file_database)
    backup = back_up(file_database, at=NOON + HOUR)
    erase_patient(file_database, DESK, patient.id, at=NOON + HOUR)
    file_database.close()

    first = restore(before, file_database.address, at=NOON + 2 * HOUR)
    second = restore(backup, file_database.address, at=NOON + 3 * HOUR)

    assert (first.erased, second.erased) == ((), (patient.code,))
    with closing(open_store(file_database.address, at=NOON)) as database:
        assert find_patients(database, DESK) == ()


def test_damage_makes_nobody_be_erased(file_database: Database) -> None:
    patient = a_patient(file_database)
    backup = back_up(file_database, at=NOON)
    with file_database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE patient SET erased_at = created_at")
    file_database.close()

    restored = restore(backup, file_database.address, at=NOON)

    assert restored.erased == ()
    with closing(open_store(file_database.address, at=NOON)) as database:
        assert find_patients(database, DESK) == (patient,)


def test_a_restore_that_is_killed_while_it_moves_leaves_no_older_state_under_the_name(
    file_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(file_database, at=NOON)
    patient = a_patient(file_database)
    file_database.lock.release()
    connection = file_database.engine.connect()  # as after a kill: what is new is in the log alone
    rename = Path.rename

    def killed(self: Path, target: Path) -> None:
        rename(self, target)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", killed)
        with pytest.raises(Killed):
            restore(backup, file_database.address, at=NOON)
    connection.close()

    with pytest.raises(DatabaseMissing, match="restore a backup"):
        open_store(file_database.address, at=NOON)
    (aside,) = find_asides(path_of(file_database))
    assert restore(backup, file_database.address, at=NOON + HOUR).erased == ()
    with closing(open_store(StoreAddress(path=aside, key=file_database.address.key), at=NOON)) as before:
        assert find_patients(before, DESK) == (patient,)


def test_a_log_that_lost_its_database_is_not_taken_for_that_of_a_new_one(file_database: Database) -> None:
    path = path_of(file_database)
    a_patient(file_database)
    log = path.with_name(f"{path.name}{LOGS[0]}")
    content = log.read_bytes()
    file_database.close()
    path.unlink()
    lock_path(path).unlink()
    log.write_bytes(content)

    with closing(open_store(file_database.address, at=NOON)) as database:
        assert find_patients(database, DESK) == ()
        assert verify(database).problems == ()
    assert [path.name for path in find_logs(path)] == [f"{path.name}.before-20261125T120311000000Z-wal"]


def test_a_half_made_restore_is_no_obstacle_and_does_not_stay(file_database: Database) -> None:
    backup = back_up(file_database, at=NOON)
    file_database.close()
    path = path_of(file_database)
    path.with_name(f".{path.name}.restored").write_bytes(b"half a database")

    restore(backup, file_database.address, at=NOON)

    assert [found.name for found in path.parent.glob(".*")] == []
    open_store(file_database.address, at=NOON).close()
