"""Every bad input is refused by name, with the field, in one clear sentence, and nothing is written.

Each input in ``tests/bad`` has a ``.expected`` file beside it: the name of the refusal, the field, and the
sentence, one line each.
"""

import inspect
from pathlib import Path

import pytest

from planner import errors
from planner.__main__ import main
from planner.commands.plan import plan_text
from planner.errors import PlannerError, StorageRefused, ZoneCrossesItself

BAD = Path(__file__).parent / "bad"
EXPECTED = ".expected"
INPUTS = sorted(path for path in BAD.iterdir() if path.suffix != EXPECTED)

every_bad_input = pytest.mark.parametrize("bad", INPUTS, ids=lambda path: path.stem)


def expected_of(bad: Path) -> tuple[str, str, str]:
    name, field, sentence = bad.with_suffix(EXPECTED).read_text(encoding="utf-8").splitlines()
    return name, field, sentence


def planned(bad: Path) -> PlannerError:
    with pytest.raises(PlannerError) as caught:
        plan_text(bad.read_bytes())
    return caught.value


@every_bad_input
def test_a_bad_input_is_refused_by_name_field_and_sentence(bad: Path) -> None:
    refusal = planned(bad)

    assert (type(refusal).__name__, refusal.field, str(refusal)) == expected_of(bad)


@every_bad_input
def test_the_command_line_says_one_line_and_writes_nothing(
    bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "plan.json"
    kept.write_text("the plan of last week\n")

    status = main(["plan", str(bad), "-o", str(kept)])

    _, field, sentence = expected_of(bad)
    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err == (f"{sentence}\n" if field in sentence else f"{field}: {sentence}\n")
    assert kept.read_text() == "the plan of last week\n"
    assert list(tmp_path.iterdir()) == [kept]


@every_bad_input
def test_a_sentence_is_written_for_a_practitioner(bad: Path) -> None:
    _, _, sentence = expected_of(bad)

    assert sentence.isprintable()
    assert len(sentence) < 260
    for jargon in ("Traceback", "pydantic", "dict", "NoneType", "Input should", "float", "<class", "Errno"):
        assert jargon not in sentence


def test_every_refusal_has_a_bad_input() -> None:
    refusals = {
        name
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, PlannerError)
        and kind is not PlannerError
        and not issubclass(kind, StorageRefused)
    }

    shown = {expected_of(bad)[0] for bad in INPUTS}

    # An unreadable body map comes from a drawing; visits have files of their own in tests/bad_visits; no file
    # holds a setting of the server.
    assert refusals - shown == {"BodyMapUnreadable", "VisitRefused", "ServerSettingWrong"}


def test_every_bad_input_has_its_own_number_and_expectation() -> None:
    numbers = [path.name[:3] for path in INPUTS]

    assert numbers == [f"{number:03d}" for number in range(1, len(INPUTS) + 1)]
    assert {path.with_suffix("").name for path in BAD.glob(f"*{EXPECTED}")} == {path.stem for path in INPUTS}
    assert len(INPUTS) >= 70


def test_a_self_crossing_zone_comes_with_the_whole_mended_zone() -> None:
    (bad,) = BAD.glob("???-zone-crosses-itself.json")

    refusal = planned(bad)

    assert isinstance(refusal, ZoneCrossesItself)
    corners = {corner for outline in refusal.mended for corner in outline}
    assert {(20, 330), (90, 380), (90, 330), (20, 380)} <= corners
    assert len(refusal.mended) == 2
