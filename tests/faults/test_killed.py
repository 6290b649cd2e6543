"""Processes killed while they write: nothing that was acknowledged is lost, nothing is torn."""

import time
from contextlib import closing

import pytest

from planner.storage.address import StoreAddress
from planner.storage.opening import open_store
from planner.storage.verify import verify
from tests.faults.sizes import report, times
from tests.faults.writers import CHANCE, a_case, killed_while_writing, lost_of, writing
from tests.postgres_server import PostgresServer
from tests.storage.records import NOON

pytestmark = pytest.mark.timeout(0)


def test_a_killed_server_loses_nothing_that_it_acknowledged(file_address: StoreAddress) -> None:
    loops, total, slowest_s = times(50, 1000), 0, 0.0
    open_store(file_address, at=NOON).close()

    for loop in range(loops):
        acknowledged = killed_while_writing(file_address, a_case(loop))
        began = time.perf_counter()
        with closing(open_store(file_address, at=NOON)) as database:
            slowest_s = max(slowest_s, time.perf_counter() - began)
            assert acknowledged
            assert lost_of(database, acknowledged) == []
            if loop % 25 == 24 or loop == loops - 1:
                assert verify(database).problems == ()
        total += len(acknowledged)

    kind = "encrypted" if file_address.key else "plain"
    report(f"kill -9 of two writers, {kind} file", kills=loops, acknowledged=total, lost=0, torn=0,
           seconds_to_open_again_at_most=f"{slowest_s:.2f}")  # fmt: skip


def test_a_killed_postgresql_loses_nothing_and_the_app_goes_on(postgres: PostgresServer) -> None:
    loops, slowest_s = times(10, 100), 0.0

    with closing(open_store(postgres.empty_database(), at=NOON)) as database:
        with writing(database) as acknowledged:
            for _ in range(loops):
                time.sleep(CHANCE.uniform(0.05, 0.2))
                postgres.kill()
                before, began = len(acknowledged), time.perf_counter()
                postgres.start()
                while len(acknowledged) <= before + 1:
                    time.sleep(0.01)
                slowest_s = max(slowest_s, time.perf_counter() - began)
                assert lost_of(database, acknowledged[-200:]) == []

        assert lost_of(database, acknowledged) == []
        assert verify(database).problems == ()

    report("kill -9 of PostgreSQL", kills=loops, acknowledged=len(acknowledged), lost=0, torn=0,
           seconds_until_the_next_save_at_most=f"{slowest_s:.1f}")  # fmt: skip
