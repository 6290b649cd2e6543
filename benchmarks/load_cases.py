"""Cases for the load, kept beforehand: a third for each technique, with a zone if it takes one."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planner.body.points import PointMm
from planner.files.desk import Desk
from planner.files.desk_file import desk_json, read_desk
from planner.files.pad_document import Marked, PadDocument
from planner.session import Target, Zone
from planner.storage.address import StoreAddress
from planner.storage.drafts import NewDraft, find_draft, save_draft
from planner.storage.opening import open_store, open_to_read
from planner.storage.principal import DESK

OUTLINE_MM = ((-100.0, 260.0), (-10.0, 260.0), (-10.0, 380.0), (-100.0, 380.0))
TECHNIQUES = ("point_by_point", "nappage", "intraepidermal")


def case_of(number: int) -> str:
    return f"{0x10AD0000 + number:016x}"


def prepare(folder: Path, tablets: int) -> list[str]:
    """Keep a desk for each tablet in a new store of that folder, and return their cases."""
    cases = [case_of(number) for number in range(tablets)]
    at = datetime.now(UTC)
    with closing(open_store(_address(folder), at=at)) as database:
        for number, case in enumerate(cases):
            desk = _desk(case, TECHNIQUES[number % len(TECHNIQUES)], moved_mm=number % 7)
            save_draft(database, DESK, NewDraft(case, 0, desk_json(desk)), at=at)
    return cases


def lost(folder: Path, acknowledged: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the cases of which less is in the store than their tablets had receipts for.

    Parameters
    ----------
    acknowledged
        The last document of each case for which there was a receipt, as its tablet sent it.
    """
    with closing(open_to_read(_address(folder))) as database:
        return [
            case
            for case, document in acknowledged.items()
            if (draft := find_draft(database, DESK, case)) is None or not _holds(draft.body, document)
        ]


def _holds(body: str, document: Mapping[str, Any]) -> bool:
    """Tell whether a draft holds that document or a later one."""
    kept = read_desk(body).document
    if kept.seq > document["seq"]:
        return True
    ids = sorted(marked.finding.id for marked in kept.marks)
    return kept.seq == document["seq"] and ids == sorted(one["id"] for one in document["findings"])


def _address(folder: Path) -> StoreAddress:
    return StoreAddress(path=folder / "demo.sqlite3", is_demo=True)


def _desk(case: str, technique: str, *, moved_mm: float) -> Desk:
    """Return a desk with one zone; anchors take no zone, so theirs stays empty until it is tapped."""
    target = Target("t1", technique)
    has_zone = technique != "point_by_point"
    outline = tuple(PointMm(u_mm + moved_mm, v_mm) for u_mm, v_mm in OUTLINE_MM)
    marks = (Marked(Zone("z1", outline, 5), ("t1",)),) if has_zone else ()
    document = PadDocument(case, seq=1, marks=marks)
    return Desk(document, targets=(target,), active_target="t1")
