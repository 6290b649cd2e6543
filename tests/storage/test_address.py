from pathlib import Path

import pytest

from planner.errors import StoreSettingWrong
from planner.storage.address import read_address


def test_without_any_setting_the_store_is_the_demonstration_in_the_users_data(tmp_path: Path) -> None:
    address = read_address({"XDG_DATA_HOME": str(tmp_path)})

    assert address.path == tmp_path / "mesoplan" / "demo.sqlite3"
    assert (address.is_demo, address.key, address.url) == (True, "", None)


def test_one_setting_makes_it_a_clinics(tmp_path: Path) -> None:
    address = read_address({"PLANNER_DATA": str(tmp_path), "PLANNER_DATABASE": "clinic"})

    assert address.path == tmp_path / "clinic.sqlite3"
    assert not address.is_demo


@pytest.mark.parametrize("driver", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_url_alone_makes_it_a_server(driver: str) -> None:
    address = read_address({"PLANNER_DATABASE_URL": f"{driver}://me:secret@host:5433/mesoplan"})

    assert address.url is not None
    assert address.url.drivername == "postgresql+psycopg"
    assert (address.path, address.is_demo) == (None, False)
    assert address.title == "postgresql+psycopg://me:***@host:5433/mesoplan"
    assert "secret" not in repr(address)


@pytest.mark.parametrize(
    "url", ["nonsense", "mysql://host/base", "sqlite:///file", "postgresql://host", "://"]
)
def test_a_url_of_anything_else_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(StoreSettingWrong, match="postgresql"):
        read_address({"PLANNER_DATABASE_URL": url})


def test_another_database_than_the_two_is_refused() -> None:
    with pytest.raises(StoreSettingWrong, match='"demo" or "clinic"'):
        read_address({"PLANNER_DATABASE": "real"})


def test_the_key_comes_from_a_file_that_nobody_else_may_read(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("a passphrase\n")
    file.chmod(0o600)
    settings = {"PLANNER_DATABASE_KEY_FILE": str(file), "PLANNER_DATABASE_KEY": "another"}

    address = read_address(settings)
    file.chmod(0o640)

    assert address.key == "a passphrase"
    assert "passphrase" not in repr(address)
    with pytest.raises(StoreSettingWrong, match="chmod 600"):
        read_address(settings)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_key_file_without_a_key_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
        file.chmod(0o600)

    with pytest.raises(StoreSettingWrong):
        read_address({"PLANNER_DATABASE_KEY_FILE": str(file)})
