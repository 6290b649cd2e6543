"""Desks of a session that follows another, kept in a store before its app starts."""

from contextlib import closing
from pathlib import Path

from planner.files.desk_file import desk_json
from planner.series.next_visit import next_visit
from planner.session import Session
from planner.storage.address import StoreAddress
from planner.storage.drafts import NewDraft, save_draft
from planner.storage.opening import open_store
from planner.storage.principal import DESK
from planner.ui.board import desk_of, new_board
from planner.ui.laying_out import laid_out_next
from tests.conftest import a_point, a_rectangle, a_target, a_zone
from tests.series.visits import MONDAY, TEN, a_visit

POINTS = (a_point(-42.0, 430.0, point_id="p1"), a_point(42.0, 430.0, point_id="p2"))
ZONE = a_zone(a_rectangle(-40, 250, 40, 290))
LAST = Session(
    findings=(*POINTS, ZONE),
    # The points belong to the target that is not the chosen one when the next session begins.
    targets=(
        a_target("intraepidermal", ZONE),
        a_target("point_by_point", *POINTS, target_id="t2"),
    ),
)
CASES = {name: f"{number:016x}" for number, name in enumerate(("touch", "list", "light", "dark"), start=0xD0)}


def keep_desks_with_ghosts(folder: Path) -> None:
    """Keep one desk for each of the cases, on which all of the last session waits to be confirmed."""
    visit = next_visit(a_visit(session=LAST), MONDAY)
    with closing(open_store(StoreAddress(path=folder / "demo.sqlite3", is_demo=True), at=TEN)) as store:
        for case in CASES.values():
            desk = desk_of(laid_out_next(new_board(case, "point_by_point"), visit))
            save_draft(store, DESK, NewDraft(case, 0, desk_json(desk)), at=TEN)
