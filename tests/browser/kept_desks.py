"""Desks that lie in the app's store before a page asks for them: not every test need mark by finger."""

import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from planner.body import PointMm
from planner.files.desk_file import desk_json
from planner.files.pad_document import PadDocument
from planner.session import Outline, Session
from planner.storage.address import StoreAddress
from planner.storage.database import Database, make_engine
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.principal import DESK
from planner.ui.board import desk_of, new_board
from tests.browser.pad_page import ring
from tests.series.visits import TEN

KeepDesk = Callable[[Session], str]


def keep_desk(folder: Path, session: Session) -> str:
    """Keep a desk as if all of the session had been marked on it, and return the query that leads to it."""
    case = secrets.token_hex(8)
    document = PadDocument(case, seq=1, marks=session.marks, exclusions=session.exclusions)
    targets = tuple(replace(target, findings=()) for target in session.targets)
    board = new_board(case, targets[0].technique)
    board = replace(board, document=document, targets=targets, active_target=targets[-1].id)
    address = StoreAddress(path=folder / "demo.sqlite3", is_demo=True)
    # The app has the store to itself; it keeps nothing of a case before it is asked for it.
    with closing(Database(address, make_engine(address))) as store:
        save_draft(store, DESK, NewDraft(case, 0, desk_json(desk_of(board))), at=TEN)
    return f"?understood=1&case={case}"


def a_ring(u_mm: float, v_mm: float, radius_mm: float) -> Outline:
    """Return the outline of what a finger that goes round (u, v) draws."""
    return tuple(PointMm(u, v) for u, v in ring(u_mm, v_mm, radius_mm, corners=24)[:-1])
