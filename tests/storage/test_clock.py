"""A clock that jumps changes what is written as the moment, and nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.storage.copies import backup_folder, find_backups, prune
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.moment import moment_of, moment_text
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision
from planner.storage.sessions import find_revisions, save_session
from planner.storage.verify import verify
from tests.storage.records import NOON, a_body, a_started_session

BERLIN = ZoneInfo("Europe/Berlin")
JUMPS = (
    NOON - timedelta(hours=1),
    NOON - timedelta(days=3650),
    datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN),  # the hour that comes twice
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
    datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN),  # the hour that does not come
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
)


def test_states_stay_in_the_order_in_which_they_were_saved_whatever_the_clock_does(
    database: Database,
) -> None:
    session = a_started_session(database, "0")
    for number, at in enumerate(JUMPS, start=1):
        new = NewRevision(a_body(str(number)), at)
        session = save_session(database, DESK, session.id, session.version, new)
        save_draft(database, DESK, NewDraft("a" * 16, number - 1, a_body(str(number))), at=at)

    revisions = find_revisions(database, DESK, session.id)
    assert [one.body for one in revisions] == [a_body(str(number)) for number in range(len(JUMPS) + 1)]
    assert [one.at_utc for one in revisions[1:]] == [moment_text(at) for at in JUMPS]
    assert find_draft(database, DESK, "a" * 16).body == a_body(str(len(JUMPS)))
    assert verify(database).problems == ()


def test_a_moment_comes_back_from_its_text() -> None:
    assert [moment_of(moment_text(at)) for at in JUMPS] == [at.astimezone(UTC) for at in JUMPS]


def test_a_clock_that_jumped_forward_costs_no_day_its_backup(tmp_path: Path) -> None:
    database = tmp_path / "store.sqlite3"
    backup_folder(database).mkdir()
    days = [NOON - timedelta(days=number) for number in range(20)]
    for moment in (*days, NOON + timedelta(days=365)):
        (backup_folder(database) / f"store-{moment:%Y%m%dT%H%M%SZ}.backup").touch()

    gone = prune(database, at=NOON + timedelta(days=365))

    assert gone == ()
    assert len(find_backups(database)) == 21
