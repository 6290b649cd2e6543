"""The files in which a store lies as it was: backups, what restores put aside, and how long both stay."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.storage.whole_file import sync_folder

HOURLY, DAILY = 24, 30  # ours: a mistake shows within a day, a slow one within a month
KEPT_ASIDE = timedelta(days=DAILY)
HALF_MADE = timedelta(hours=1)  # ours: no copy takes that long
ENDING = ".backup"
MIGRATION_ENDING = f"-before-migration{ENDING}"
LOGS = ("-wal", "-shm")
_BACKUP_STAMP = "%Y%m%dT%H%M%SZ"
_ASIDE_STAMP = "%Y%m%dT%H%M%S%fZ"


def backup_folder(database: Path) -> Path:
    """Return where a database's backups lie."""
    return database.parent / "backups"


def backup_path(database: Path, at: datetime, ending: str = ENDING) -> Path:
    """Return where a backup of that moment lies; one before newer tables has an ending of its own."""
    stamp = at.astimezone(UTC).strftime(_BACKUP_STAMP)
    return backup_folder(database) / f"{database.stem}-{stamp}{ending}"


def part_of(target: Path) -> Path:
    """Return the name under which a backup is made until it is whole."""
    return target.with_name(f".{target.name}.part")


def restored_part(database: Path) -> Path:
    """Return the name under which a database is laid out that is to be put in place."""
    return database.with_name(f".{database.name}.restored")


def find_backups(database: Path) -> tuple[Path, ...]:
    """Return the backups of a database, oldest first.

    Only those that are called after a moment, as Mesoplan does it; any other file there is somebody's own,
    neither the last backup nor ever deleted.
    """
    found = [*_backups(database, MIGRATION_ENDING).items(), *_backups(database).items()]
    found.sort(key=lambda one: one[0])  # which leaves those of one second as they are: newer tables last
    return tuple(path for _, path in found)


def find_asides(database: Path) -> tuple[Path, ...]:
    """Return the databases that restores put aside, oldest first."""
    return tuple(path for _, path in sorted(_asides(database).items()) if path.exists())


def move_aside(database: Path, at: datetime) -> Path | None:
    """Give a database file and its log other names, and return the file's, or None if there was none.

    The file goes first: should the machine stop before its log follows, there is no database under the name,
    which is said, rather than one without its last changes, which nobody would notice.
    """
    aside = database.with_name(f"{database.name}.before-{at.astimezone(UTC).strftime(_ASIDE_STAMP)}")
    was_there = database.exists()
    for ending in ("", *LOGS):
        old = database.with_name(f"{database.name}{ending}")
        if old.exists():
            old.rename(aside.with_name(f"{aside.name}{ending}"))
    sync_folder(database.parent)
    return aside if was_there else None


def prune(database: Path, *, at: datetime, erasure: datetime | None = None) -> tuple[Path, ...]:
    """Delete the copies that no rule keeps and return them; to be asked by whoever holds the database.

    Of the backups the last of each of 24 hours and of 30 days stay, and of the last 30 days that have any,
    whatever the clock says: it may have jumped. What a restore put aside, and what was copied before a step
    to newer tables, goes with the backups of its time, after 30 days at the earliest. What a killed process
    left half-made goes after an hour.

    Parameters
    ----------
    erasure
        When a patient was erased for good (`erase.last_final_erasure`): whatever was copied before still
        holds her, and goes once there is a later backup.
    """
    backups, asides, steps = _backups(database), _asides(database), _backups(database, MIGRATION_ENDING)
    kept = _kept(backups, at)
    until = erasure if erasure is not None and any(moment >= erasure for moment in kept) else None
    kept = {moment for moment in kept if until is None or moment >= until}
    oldest = min((*kept, at - KEPT_ASIDE)) if kept else None
    gone = [path for moment, path in backups.items() if moment not in kept]
    for moment, path in (*asides.items(), *steps.items()):
        if _is_before(moment, oldest) or _is_before(moment, until):
            gone.append(path)
    for path in (*gone, *_half_made(database, at)):
        _unlink(path)
    return tuple(gone)


def _kept(backups: Iterable[datetime], at: datetime) -> set[datetime]:
    kept = _last_of_each(backups, at - timedelta(hours=HOURLY), "%Y%m%d%H")
    kept |= _last_of_each(backups, at - timedelta(days=DAILY), "%Y%m%d")
    return kept | set(sorted({f"{moment:%Y%m%d}": moment for moment in sorted(backups)}.values())[-DAILY:])


def _last_of_each(moments: Iterable[datetime], since: datetime, period: str) -> set[datetime]:
    recent = sorted(moment for moment in moments if moment >= since)
    return set({moment.strftime(period): moment for moment in recent}.values())


def _is_before(moment: datetime, limit: datetime | None) -> bool:
    return limit is not None and moment < limit


def _backups(database: Path, ending: str = ENDING) -> dict[datetime, Path]:
    return _by_moment(backup_folder(database), f"{database.stem}-", ending, _BACKUP_STAMP)


def _asides(database: Path) -> dict[datetime, Path]:
    """Return them by moment; of one that was put aside half, its log may be all there is."""
    start, log = f"{database.name}.before-", LOGS[0]
    logs = _by_moment(database.parent, start, log, _ASIDE_STAMP)
    files = {moment: path.with_name(path.name.removesuffix(log)) for moment, path in logs.items()}
    return files | _by_moment(database.parent, start, "", _ASIDE_STAMP)


def _half_made(database: Path, at: datetime) -> Iterator[Path]:
    """Yield what nobody makes any more: parts of backups, and of a restore, for which nobody may hold it."""
    folder = backup_folder(database)
    for ending in (ENDING, MIGRATION_ENDING):
        parts = _by_moment(folder, f".{database.stem}-", f"{ending}.part", _BACKUP_STAMP)
        yield from (path for moment, path in parts.items() if moment < at - HALF_MADE)
    yield restored_part(database)


def _by_moment(folder: Path, start: str, ending: str, form: str) -> dict[datetime, Path]:
    found = {}
    for path in folder.glob(f"*{ending}"):
        stamp = path.name.removeprefix(start).removesuffix(ending)
        moment = _moment(stamp, form) if path.name.startswith(start) else None
        if moment is not None:
            found[moment] = path
    return dict(sorted(found.items()))


def _moment(stamp: str, form: str) -> datetime | None:
    try:
        moment = datetime.strptime(stamp, form).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment.strftime(form) == stamp else None


def _unlink(path: Path) -> None:
    for ending in ("", *LOGS, ".lock"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
