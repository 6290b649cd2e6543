"""Writers that tell what was acknowledged to them, so that a test can look for it after a fault."""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context

from planner.errors import StoreUnreachable
from planner.storage.address import StoreAddress
from planner.storage.database import Database
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.storage.revisions import NewRevision
from planner.storage.sessions import find_revisions, save_session
from tests.storage.records import NOON, a_body, a_started_session

FORK = get_context("fork")
PATIENCE_S = 30.0
CHANCE = random.SystemRandom()
Tell = Callable[[str], bool]  # whether to go on


def a_case(number: int) -> str:
    return f"{number:016x}"


def write_drafts(database: Database, case: str, tell: Tell) -> None:
    """Keep draft after draft of one case; the size of the body varies over several pages."""
    kept = find_draft(database, DESK, case)
    version = 0 if kept is None else kept.version
    goes_on = True
    while goes_on:
        body = a_body("draft " * CHANCE.randrange(1, 2500) + str(version + 1))
        version = repeated(save_draft, database, DESK, NewDraft(case, version, body), at=NOON).version
        goes_on = tell(json.dumps(["draft", case, version]))


def write_revisions(database: Database, tell: Tell) -> None:
    """Save revision after revision of a new session."""
    session = repeated(a_started_session, database, "1")
    goes_on = tell(json.dumps(["revision", session.id, 1]))
    while goes_on:
        new = NewRevision(a_body(str(session.version + 1)), NOON)
        session = repeated(save_session, database, DESK, session.id, session.version, new)
        goes_on = tell(json.dumps(["revision", session.id, session.version]))


@contextmanager
def writing(database: Database) -> Iterator[list[list[object]]]:
    """Let two writers write until the block ends, and yield what was acknowledged to them so far."""
    acknowledged: list[list[object]] = []
    is_over = threading.Event()

    def tell(line: str) -> bool:
        acknowledged.append(json.loads(line))
        return not is_over.is_set()

    works = (lambda: write_drafts(database, a_case(1), tell), lambda: write_revisions(database, tell))
    writers = [threading.Thread(target=work, daemon=True) for work in works]
    for writer in writers:
        writer.start()
    try:
        yield acknowledged
    finally:
        is_over.set()
        for writer in writers:
            writer.join()


def repeated(step: Callable[..., object], *words: object, **named: object) -> object:
    """Take a step again and again, with the very same words, until the store can be reached."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return step(*words, **named)
        except StoreUnreachable:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def killed_while_writing(address: StoreAddress, case: str) -> list[list[object]]:
    """Return what was acknowledged to two writers of a process that was killed in the middle."""
    told, telling = os.pipe()
    child = FORK.Process(target=_write_in_child, args=(address, case, telling), daemon=True)
    child.start()
    os.close(telling)
    with os.fdopen(told, "rb") as reader:
        acknowledged = [reader.readline()]  # the first one: both writers are at it
        time.sleep(CHANCE.uniform(0.0, 0.05))  # many commits: one takes about a millisecond
        os.kill(child.pid, signal.SIGKILL)
        acknowledged += reader.readlines()
    child.join()
    # A last line that the kill cut short was never read as acknowledged by anybody.
    return [json.loads(line) for line in acknowledged if line.endswith(b"\n")]


def _write_in_child(address: StoreAddress, case: str, telling: int) -> None:
    database = open_store(address, at=NOON)

    def tell(line: str) -> bool:
        return os.write(telling, f"{line}\n".encode()) > 0

    threading.Thread(target=write_revisions, args=(database, tell), daemon=True).start()
    write_drafts(database, case, tell)


def lost_of(database: Database, acknowledged: list[list[object]]) -> list[list[object]]:
    """Return what was acknowledged and is not there any more, or not as it was saved."""
    highest = {str(an_id): (kind, version) for kind, an_id, version in acknowledged}
    lost = []
    for an_id, (kind, version) in highest.items():
        is_kept = _is_draft_kept if kind == "draft" else _are_revisions_kept
        if not is_kept(database, an_id, int(str(version))):
            lost.append([kind, an_id, version])
    return lost


def _is_draft_kept(database: Database, case: str, version: int) -> bool:
    kept = find_draft(database, DESK, case)
    return kept is not None and kept.version >= version and kept.body.endswith(f'{kept.version}"}}')


def _are_revisions_kept(database: Database, session_id: str, version: int) -> bool:
    bodies = [revision.body for revision in find_revisions(database, DESK, session_id)]
    return len(bodies) >= version and bodies == [a_body(str(n)) for n in range(1, len(bodies) + 1)]
