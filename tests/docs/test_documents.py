"""The documents cannot lie: what they say is read from the code, or asked of it."""

from pathlib import Path

from planner.body import all_body_maps
from planner.techniques import all_techniques
from tools.write_evidence import PAGE, evidence_page

ROOT = Path(__file__).parent.parent.parent


def test_the_evidence_page_says_what_the_code_uses() -> None:
    assert PAGE.read_text(encoding="utf-8") == evidence_page(), "run: python -m tools.write_evidence"


def test_the_evidence_page_names_every_setting_of_every_technique() -> None:
    page = evidence_page()

    for technique in all_techniques():
        assert f"## {technique.title}" in page
        for setting in technique.settings:
            assert f"`{setting.name}`" in page


def test_the_architecture_names_every_technique_and_body_map() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

    for technique in all_techniques():
        assert technique.title.lower() in page
    for body_map in all_body_maps():
        assert f"`{body_map.id}`" in page


def test_the_intended_use_says_what_it_never_proposes() -> None:
    page = (ROOT / "INTENDED_USE.md").read_text(encoding="utf-8")

    assert "A drug, a dose, a mixture or a diagnosis" in page
    assert "not a certified medical device" in page


def test_the_evidence_page_never_calls_a_range_of_ours_published() -> None:
    rows = [line for line in evidence_page().splitlines() if "| **ours** |" in line and " to " in line]

    assert rows
    assert all("our range: " in row for row in rows if "`pattern`" not in row)
