"""One bit of the file turns over: either nothing that is kept has changed, or it is seen."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from planner.errors import StorageRefused
from planner.storage.address import StoreAddress
from planner.storage.database import Database, make_engine
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.identity import require_ours
from planner.storage.migrate import newest_version
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.tables import metadata
from planner.storage.verify import verify
from tests.faults.sizes import report, times
from tests.faults.test_tablets import engine_of
from tests.faults.writers import CHANCE, a_case
from tests.storage.records import NOON, a_body, a_closed_session

pytestmark = pytest.mark.timeout(0)


def content_of(database: Database) -> list[list[tuple[object, ...]]]:
    with database.engine.connect() as connection:
        return [
            [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        ]


def problems_of(address: StoreAddress) -> tuple[str, ...]:
    """Return what a start and a look at everything would say."""
    try:
        require_ours(address.path, address.key, newest_version())
    except StorageRefused as refusal:
        return (str(refusal),)
    with closing(Database(address, make_engine(address))) as database:
        return verify(database).problems


def content_or_none(address: StoreAddress) -> list[list[tuple[object, ...]]] | None:
    with closing(Database(address, make_engine(address))) as database:
        try:
            return content_of(database)
        except (DBAPIError, UnicodeDecodeError):
            return None


def test_every_bit_flip_that_changes_content_is_seen(file_address: StoreAddress, tmp_path: Path) -> None:
    flips, changed, seen, harmless = times(200, 2000), 0, 0, 0
    with closing(open_store(file_address, at=NOON)) as database:
        for number in range(2):
            a_closed_session(database)
            save_draft(database, DESK, NewDraft(a_case(number), 0, a_body("draft " * 300)), at=NOON)
        truth = content_of(database)
    whole = file_address.path.read_bytes()
    folder = tmp_path / "flipped"
    flipped = StoreAddress(path=folder / "store.sqlite3", key=file_address.key)

    for _ in range(flips):
        folder.mkdir()
        damaged, bit = bytearray(whole), CHANCE.randrange(len(whole) * 8)
        damaged[bit // 8] ^= 1 << bit % 8
        flipped.path.write_bytes(damaged)
        problems, content = problems_of(flipped), content_or_none(flipped)
        shutil.rmtree(folder)

        changed += content != truth
        seen += bool(problems)
        harmless += content == truth and not problems
        assert problems or content == truth, f"Bit {bit} changed what is kept, and nobody saw it"

    report(f"bit flips, {engine_of(file_address)}", flips=flips, changed_the_content=changed, missed=0,
           seen_in_all=seen, touched_nothing_kept=harmless)  # fmt: skip
