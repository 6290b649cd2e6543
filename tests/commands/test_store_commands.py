"""The commands of the store, each as its help shows it, on a store of the test's own."""

import shlex
import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from planner.__main__ import main
from planner.commands import all_commands
from planner.storage.address import StoreAddress
from planner.storage.backup import back_up
from planner.storage.erase import erase_patient
from planner.storage.migrate import newest_version
from planner.storage.opening import open_store
from planner.storage.patients import find_patients
from planner.storage.principal import DESK
from tests.postgres_server import PostgresServer, served_postgres
from tests.storage.records import KEY, NOON, a_patient

Refused = Callable[..., str]
STORE_COMMANDS = ["backup", "doctor", "migrate", "restore", "verify"]


@pytest.fixture(params=["", KEY], ids=["plain", "keyed"])
def address(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StoreAddress:
    """Where the settings of the test say that the store is."""
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path))
    monkeypatch.setenv("PLANNER_DATABASE", "clinic")
    monkeypatch.setenv("PLANNER_DATABASE_KEY", request.param)
    monkeypatch.delenv("PLANNER_DATABASE_URL", raising=False)
    return StoreAddress(path=tmp_path / "clinic.sqlite3", key=request.param)


@pytest.fixture
def used(address: StoreAddress) -> StoreAddress:
    with closing(open_store(address, at=NOON)) as database:
        a_patient(database)
        back_up(database, at=NOON)
    return address


def patients_in(address: StoreAddress) -> int:
    with closing(open_store(address, at=NOON)) as database:
        return len(find_patients(database, DESK))


@pytest.mark.parametrize("name", STORE_COMMANDS)
def test_the_example_of_the_help_works(
    name: str, used: StoreAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = [command for command in all_commands() if command.name == name]

    status = main(shlex.split(command.example)[3:])

    said = capsys.readouterr()
    assert (status, said.err) == (0, "")
    assert str(used.path.parent) in said.out
    assert patients_in(used) == 1


def test_migrate_makes_the_store_and_a_second_time_changes_nothing(
    address: StoreAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [main(["migrate"]), main(["migrate"])] == [0, 0]

    assert (
        capsys.readouterr().out
        == f"{address.path} has the tables of this version ({newest_version()}).\n" * 2
    )
    assert patients_in(address) == 0


def test_a_backup_made_beside_the_app_brings_everything_back(
    used: StoreAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(used, at=NOON)) as database:
        assert main(["backup", "-o", str(tmp_path / "mine.backup")]) == 0
        a_patient(database)

    assert main(["restore", str(tmp_path / "mine.backup")]) == 0

    said = capsys.readouterr().out
    assert said.startswith(f"{tmp_path / 'mine.backup'}\n")
    assert "The database of before lies in" in said
    assert patients_in(used) == 1


def test_restore_latest_takes_the_last_backup(used: StoreAddress) -> None:
    with closing(open_store(used, at=NOON)) as database:
        a_patient(database)
        back_up(database, at=NOON.replace(hour=13))
        a_patient(database)
    (used.path.parent / "backups" / "clinic-before-update.backup").write_bytes(b"somebody's own")

    assert main(["restore", "latest"]) == 0

    assert patients_in(used) == 2


def test_restore_says_who_was_erased_since_and_stays_so(
    used: StoreAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(used, at=NOON)) as database:
        (patient,) = find_patients(database, DESK)
        erase_patient(database, DESK, patient.id, at=NOON)

    assert main(["restore", "latest"]) == 0

    said = capsys.readouterr().out
    assert f"Erased since, and erased in it as well: {patient.code}.\n" in said
    assert "Erase them again" not in said
    assert patients_in(used) == 0


def test_restore_says_that_nobody_knows_who_was_erased(
    used: StoreAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    used.path.write_bytes(b"\x00" * 8192)

    assert main(["restore", "latest"]) == 0

    said = capsys.readouterr().out
    assert (
        "The database of before cannot be read: patients who were erased after its last readable copy" in said
    )
    assert patients_in(used) == 1


def test_what_cannot_be_done_is_one_line(address: StoreAddress, refused: Refused) -> None:
    assert "There is no database at" in refused("verify")
    assert "There is no database at" in refused("backup")
    assert "There is no backup of" in refused("restore", "latest")
    assert "cannot be read" in refused("restore", "nowhere.backup")
    assert "A file has no roles" in refused("migrate", "--grant", "app")
    assert list(address.path.parent.iterdir()) == []


def test_the_store_is_not_restored_under_a_running_app(used: StoreAddress, refused: Refused) -> None:
    with closing(open_store(used, at=NOON)):
        assert "is in use by another Mesoplan" in refused("restore", "latest")
        assert "is in use by another Mesoplan" in refused("migrate")


def test_verify_tells_damage_in_one_line_and_finds_a_backup_sound(
    used: StoreAddress, refused: Refused, capsys: pytest.CaptureFixture[str]
) -> None:
    (backup,) = (used.path.parent / "backups").iterdir()
    content = bytearray(used.path.read_bytes())
    place = len(content) // 2 if used.key else content.find(b"unspecified")
    content[place] ^= 1
    used.path.write_bytes(content)

    said = refused("verify")
    assert main(["verify", str(backup)]) == 0

    assert "does not verify" in said
    assert "1 in patient" in capsys.readouterr().out


@pytest.mark.parametrize("setting", ["PLANNER_DATABASE", "PLANNER_DATABASE_URL"])
def test_a_setting_that_cannot_be_used_is_named(
    setting: str, address: StoreAddress, monkeypatch: pytest.MonkeyPatch, refused: Refused
) -> None:
    monkeypatch.setenv(setting, "nonsense")

    assert setting in refused("doctor")
    assert list(address.path.parent.iterdir()) == []


def test_the_doctor_tells_the_facts_and_what_to_do(
    used: StoreAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    used.path.chmod(0o644)
    shutil.rmtree(used.path.parent / "backups")
    with closing(open_store(used, at=NOON)):
        status = main(["doctor"])

    said = capsys.readouterr()
    assert status == 2
    assert "chmod 600" in said.err
    assert "python -m planner backup" in said.err
    assert said.err.count("\n") == 1
    assert "verified:          sound" in said.out
    assert f"encrypted:         {'yes' if used.key else 'no'}" in said.out
    assert "SQLite 3." in said.out
    assert "in use by:         process" in said.out
    assert stat.S_IMODE(used.path.stat().st_mode) == 0o644


def test_the_commands_serve_a_postgresql_store_as_well(
    monkeypatch: pytest.MonkeyPatch, postgres: PostgresServer, capsys: pytest.CaptureFixture[str]
) -> None:
    url = postgres.empty_database().url
    monkeypatch.setenv("PLANNER_DATABASE_URL", url.render_as_string(hide_password=False))
    postgres.execute("postgres", "CREATE ROLE desk_app")

    statuses = [main(list(words)) for words in (("migrate", "--grant", "desk_app"), ("verify",), ("doctor",))]

    said = capsys.readouterr()
    assert statuses == [0, 0, 0]
    assert "engine:            PostgreSQL 1" in said.out
    assert postgres.password not in said.out
    assert main(["backup"]) == 2
    assert "pg_dump -Fc" in capsys.readouterr().err


postgres = pytest.fixture(scope="module")(served_postgres)
