"""PostgreSQL dumped by the script of ``deploy/`` while somebody writes, and restored as the documents say."""

import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from planner.storage.address import StoreAddress
from planner.storage.erase import erase_patient
from planner.storage.opening import open_store, open_to_read
from planner.storage.principal import DESK
from planner.storage.verify import verify
from tests.faults.sizes import report, times
from tests.faults.writers import lost_of, writing
from tests.postgres_server import DATABASE, SUPERUSER, PostgresServer, program
from tests.storage.records import NOON, a_patient

pytestmark = pytest.mark.timeout(0)
DEPLOY = Path(__file__).parents[2] / "deploy"
SCRIPT = DEPLOY / "backup-postgresql"
RESTORED = "restored"


@pytest.fixture
def surroundings(postgres: PostgresServer) -> dict[str, str]:
    """What libpq reads, and the server's own programs first."""
    binaries = str(Path(str(program("pg_dump"))).parent)
    return {
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "PGHOST": "127.0.0.1",
        "PGPORT": str(postgres.port),
        "PGUSER": SUPERUSER,
        "PGPASSWORD": postgres.password,
    }


def restored(postgres: PostgresServer, dump: Path, surroundings: dict[str, str]) -> StoreAddress:
    postgres.execute("postgres", f"DROP DATABASE IF EXISTS {RESTORED}")
    postgres.execute("postgres", f"CREATE DATABASE {RESTORED}")
    command = [str(program("pg_restore")), "--exit-on-error", "-d", RESTORED, str(dump)]
    subprocess.run(command, env=surroundings, check=True, capture_output=True)
    return StoreAddress(url=postgres.url(RESTORED))


def test_a_dump_under_writes_restores_to_a_whole_store(
    postgres: PostgresServer, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    count, made = times(2, 20), []

    with (
        closing(open_store(postgres.empty_database(), at=NOON)) as database,
        writing(database) as acknowledged,
    ):
        for number in range(count):
            before = list(acknowledged)
            command = [str(SCRIPT), str(tmp_path / str(number)), DATABASE]
            said = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
            made.append((before, Path(said.stdout.strip())))

    for before, dump in made:
        with closing(open_to_read(restored(postgres, dump, surroundings))) as store:
            assert lost_of(store, before) == []
            assert verify(store).problems == ()
        assert list(dump.parent.iterdir()) == [dump]
    with closing(open_store(StoreAddress(url=postgres.url(RESTORED)), at=NOON)):
        pass  # and the app goes on with it

    report("dumps of PostgreSQL under writes", dumps=count, restored_and_verified=count,
           acknowledged_meanwhile=len(acknowledged), lost=0)  # fmt: skip


def test_whoever_was_erased_after_a_dump_is_listed(
    postgres: PostgresServer, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    def asked(*command: object) -> str:
        words = [str(word) for word in command]
        return subprocess.run(words, env=surroundings, check=True, capture_output=True, text=True).stdout

    with closing(open_store(postgres.empty_database(), at=NOON)) as database:
        erased, _kept = a_patient(database), a_patient(database)
        restored(postgres, Path(asked(SCRIPT, tmp_path, DATABASE).strip()), surroundings)
        nobody = asked(DEPLOY / "erased-since", DATABASE, RESTORED)
        erase_patient(database, DESK, erased.id, at=NOON)
        codes = asked(DEPLOY / "erased-since", DATABASE, RESTORED)

    assert (nobody, codes) == ("", f"{erased.code}\n")


def test_a_dump_that_cannot_be_made_leaves_nothing_and_takes_no_old_one_away(
    postgres: PostgresServer, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    old = tmp_path / f"{DATABASE}-20200101T000000Z.dump"
    old.touch()
    os.utime(old, (0, 0))
    wrong = surroundings | {"PGPASSWORD": "wrong"}

    said = subprocess.run([str(SCRIPT), str(tmp_path), DATABASE], env=wrong, check=False, capture_output=True)

    assert said.returncode != 0
    assert list(tmp_path.iterdir()) == [old]
