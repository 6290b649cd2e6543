"""The n-th write fails, for every n: the save is refused by name, nothing is half-saved, and it goes on."""

import errno
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from planner.errors import StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.backup import back_up
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.verify import verify
from tests.faults.failing_disk import failing_disk
from tests.faults.sizes import report, times
from tests.faults.test_tablets import engine_of
from tests.faults.writers import a_case
from tests.storage.records import NOON, a_body

pytestmark = pytest.mark.timeout(0)
SAVES = 60
LONG = "draft " * 700


def save_until_it_fails(database: Database) -> tuple[NewDraft, str]:
    """Return the save that failed and the sentence that it failed with."""
    version = 0
    for number in range(SAVES):
        new = NewDraft(a_case(1), version, a_body(f"{LONG}{number}"))
        try:
            version = save_draft(database, DESK, new, at=NOON).version
        except StoreUnreachable as refusal:
            return new, str(refusal)
    raise AssertionError("Nothing failed")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["disk full", "disk broken"])
def test_whichever_write_fails_the_save_is_refused_and_goes_through_later(
    file_address: StoreAddress, made_files: dict[str, Path], error: int
) -> None:
    count = times(50, 200)

    for n in range(1, count + 1):
        shutil.copyfile(made_files[file_address.key], file_address.path)
        with closing(open_store(file_address, at=NOON)) as database:
            with failing_disk(n, failures=2, error=error) as disk:
                failed, said = save_until_it_fails(database)
            before = find_draft(database, DESK, failed.case)
            kept = save_draft(database, DESK, failed, at=NOON)

            assert disk.failed
            assert "disk" in said
            assert before is None or before.version == failed.version
            assert kept.version == failed.version + 1
            if n % 10 == 0:
                assert verify(database).problems == ()

    report(f"n-th write fails with {errno.errorcode[error]}, {engine_of(file_address)}", places=count,
           refused_by_name=count, half_saved=0, saved_when_repeated=count)  # fmt: skip


@pytest.mark.parametrize("n", [1, 2, 5, 9])
def test_a_backup_that_the_disk_refuses_leaves_nothing_behind(
    file_address: StoreAddress, made_files: dict[str, Path], n: int
) -> None:
    shutil.copyfile(made_files[file_address.key], file_address.path)
    with closing(open_store(file_address, at=NOON)) as database:
        with failing_disk(n, failures=1000), pytest.raises(StoreUnreachable):
            back_up(database, at=NOON)

        assert list((file_address.path.parent / "backups").iterdir()) == []
        assert back_up(database, at=NOON).exists()


@pytest.mark.parametrize("n", [1, 4, 12, 20])
def test_a_store_that_cannot_be_made_leaves_none_behind(file_address: StoreAddress, n: int) -> None:
    with failing_disk(n, failures=1000), pytest.raises(StoreUnreachable):
        open_store(file_address, at=NOON)

    assert not file_address.path.exists()
    open_store(file_address, at=NOON).close()
