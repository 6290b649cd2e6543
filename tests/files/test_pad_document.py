"""The pad's document is read as strictly as a file."""

import copy
import json
from typing import Any

import pytest

from planner.errors import FileRefused
from planner.files.pad_document import document_members, read_pad_document

DOCUMENT: dict[str, Any] = {
    "case": "a1b2",
    "seq": 17,
    "writer": "0f1e2d3c4b5a6978",
    "base": 16,
    "base_writer": "6978",
    "included": {"8796": 14, "6978": 16},
    "edits_seen": 3,
    "body_key": "k",
    "findings": [
        {
            "id": "p1",
            "kind": "tender_point",
            "u_mm": -15,
            "v_mm": 409.5,
            "intensity": 8,
            "targets": ["t1", "t2"],
        },
        {"id": "z1", "kind": "zone", "outline_mm": [[0, 1], [2, 3], [4, 0]], "intensity": 0, "targets": []},
    ],
    "exclusions": [{"id": "x1", "kind": "scar", "outline_mm": [[0, 1], [2, 3], [4, 0]], "margin_mm": 5}],
    "ghosts": [
        {"id": "p2", "kind": "trigger_point", "u_mm": 20, "v_mm": 409.5, "intensity": 6, "targets": ["t2"]}
    ],
}


def test_a_document_that_was_read_is_written_as_it_came() -> None:
    document = read_pad_document(DOCUMENT)

    assert document_members(document) == DOCUMENT
    assert read_pad_document(json.loads(json.dumps(document_members(document)))) == document


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("seq",), -1),
        (("seq",), "17"),
        (("writer",), 7),
        (("base",), -1),
        (("included", "6978"), -1),
        (("included",), {f"{pad:x}": pad for pad in range(33)}),
        (("case",), "c" * 65),
        (("findings", 0, "u_mm"), "15"),
        (("findings", 0, "u_mm"), float("nan")),
        (("findings", 0, "kind"), "ache"),
        (("findings", 0, "intensity"), 7.5),
        (("findings", 0, "id"), "<img src=x>"),
        (("findings", 0, "targets"), "t1"),
        (("exclusions", 0, "kind"), "whim"),
        (("exclusions", 0, "extra"), 1),
        (("ghosts", 0, "targets"), "t1"),
        (("findings",), [{}] * 2001),
    ],
)
def test_what_is_no_document_of_the_pad_is_refused(place: tuple[str | int, ...], value: object) -> None:
    spoilt = copy.deepcopy(DOCUMENT)
    holder: Any = spoilt
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value

    with pytest.raises(FileRefused, match="reload the page"):
        read_pad_document(spoilt)


def test_a_document_of_before_pads_were_noted_names_none() -> None:
    before = {key: value for key, value in DOCUMENT.items() if key != "included"}

    assert read_pad_document(before).included == ()


def test_a_ghost_of_before_it_knew_its_targets_names_none() -> None:
    before = copy.deepcopy(DOCUMENT)
    del before["ghosts"][0]["targets"]

    (ghost,) = read_pad_document(before).ghosts

    assert (ghost.id, ghost.targets) == ("p2", ())


@pytest.mark.parametrize("document", [None, [], 3, {}, {"case": object()}])
def test_something_else_altogether_is_refused(document: object) -> None:
    with pytest.raises(FileRefused):
        read_pad_document(document)


def test_a_document_that_is_too_long_is_refused() -> None:
    spoilt = copy.deepcopy(DOCUMENT)
    spoilt["exclusions"][0]["outline_mm"] = [[0.125, 1.125]] * 200_000

    with pytest.raises(FileRefused, match="too long"):
        read_pad_document(spoilt)
