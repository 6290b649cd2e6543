"""Where the store is: one file on this machine, or a PostgreSQL server; read from the environment."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from planner.errors import StoreSettingWrong

URL_SETTING, DATABASE_SETTING, FOLDER_SETTING = "PLANNER_DATABASE_URL", "PLANNER_DATABASE", "PLANNER_DATA"
KEY_SETTING, KEY_FILE_SETTING = "PLANNER_DATABASE_KEY", "PLANNER_DATABASE_KEY_FILE"
DEMO, CLINIC = "demo", "clinic"
_POSTGRES = "postgresql+psycopg"


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Exactly one of ``path`` and ``url`` is given.

    Parameters
    ----------
    key
        Encrypts the file: 64 hexadecimal digits, or a passphrase; empty for a plain file.
    is_demo
        Whether the store holds demonstration data only.
    """

    path: Path | None = None
    url: URL | None = None
    key: str = field(default="", repr=False)
    is_demo: bool = False

    @property
    def title(self) -> str:
        """The place in words, without its password."""
        return str(self.path) if self.url is None else self.url.render_as_string(hide_password=True)


def read_address(environment: Mapping[str, str]) -> StoreAddress:
    """Return where the environment says that the store is; by default the demonstration's file.

    Raises
    ------
    StoreSettingWrong
        If a setting cannot be used; the sentence names it.
    """
    if environment.get(URL_SETTING):
        return StoreAddress(url=_postgres_url(environment[URL_SETTING]))
    name = environment.get(DATABASE_SETTING) or DEMO
    if name not in {DEMO, CLINIC}:
        raise StoreSettingWrong(f'{DATABASE_SETTING} must be "{DEMO}" or "{CLINIC}".', field=DATABASE_SETTING)
    path = _folder(environment) / f"{name}.sqlite3"
    return StoreAddress(path=path, key=_key(environment), is_demo=name == DEMO)


def _postgres_url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in {"postgresql", "postgres", _POSTGRES} or not url.database:
        raise StoreSettingWrong(
            f"{URL_SETTING} must be like {_POSTGRES}://user:password@host:5432/database; "
            "leave it out to keep everything in one file on this machine.",
            field=URL_SETTING,
        )
    return url.set(drivername=_POSTGRES)


def _folder(environment: Mapping[str, str]) -> Path:
    if environment.get(FOLDER_SETTING):
        return Path(environment[FOLDER_SETTING]).expanduser().absolute()
    home = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return (Path(home) / "mesoplan").expanduser().absolute()


def _key(environment: Mapping[str, str]) -> str:
    if not environment.get(KEY_FILE_SETTING):
        return environment.get(KEY_SETTING, "")
    file = Path(environment[KEY_FILE_SETTING])
    try:
        is_open = file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        key = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise StoreSettingWrong(
            f"{KEY_FILE_SETTING} names {file}, which cannot be read.", field=KEY_FILE_SETTING
        ) from None
    if is_open:
        raise StoreSettingWrong(
            f"{file} holds the key and others may read it: run chmod 600 {file}.", field=KEY_FILE_SETTING
        )
    if not key:
        raise StoreSettingWrong(f"{file} is empty: write the key into it.", field=KEY_FILE_SETTING)
    return key
