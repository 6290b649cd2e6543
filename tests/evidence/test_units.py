import re
from pathlib import Path

import pytest

import planner
from planner.evidence import UNITS, unit_text


@pytest.mark.parametrize(
    ("unit", "text"), [("mm", "mm"), ("ml", "mL"), ("deg", "degrees"), ("punctures", "punctures")]
)
def test_a_unit_is_written_as_it_is_read(unit: str, text: str) -> None:
    assert unit in UNITS
    assert unit_text(unit) == text


def test_no_other_file_writes_units_for_itself() -> None:
    written = re.compile(r'"ml": *"mL"')

    files = [
        path.name
        for path in Path(planner.__file__).parent.rglob("*.py")
        if written.search(path.read_text("utf-8"))
    ]

    assert files == ["units.py"]
