"""Backups made while somebody writes: each verifies, and each holds all that was acknowledged before it."""

from contextlib import closing
from pathlib import Path

import pytest

from planner.storage.address import StoreAddress
from planner.storage.backup import back_up
from planner.storage.opening import open_store
from planner.storage.restore import restore
from planner.storage.verify import verify
from tests.faults.sizes import report, times
from tests.faults.test_tablets import engine_of
from tests.faults.writers import lost_of, writing
from tests.storage.records import NOON

pytestmark = pytest.mark.timeout(0)


def test_a_backup_under_writes_restores_to_a_whole_store(file_address: StoreAddress, tmp_path: Path) -> None:
    count, made = times(10, 100), []

    with closing(open_store(file_address, at=NOON)) as database, writing(database) as acknowledged:
        for number in range(count):
            before = list(acknowledged)
            made.append((before, back_up(database, at=NOON, target=tmp_path / f"{number}.backup")))

    for number, (before, backup) in enumerate(made):
        address = StoreAddress(path=tmp_path / f"restored-{number}" / "store.sqlite3", key=file_address.key)
        restore(backup, address, at=NOON)
        with closing(open_store(address, at=NOON)) as restored:
            assert lost_of(restored, before) == []
            assert verify(restored).problems == ()

    report(f"backups under writes, {engine_of(file_address)}", backups=count, restored_and_verified=count,
           acknowledged_meanwhile=len(acknowledged), lost=0)  # fmt: skip
