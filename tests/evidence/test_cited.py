import dataclasses
import math

import pytest

from planner.evidence import Cited, Quality, Reading, Role, sources


def a_cited(**changes: object) -> Cited:
    given: dict[str, object] = {
        "value": 10.0,
        "unit": "mm",
        "low": 5.0,
        "high": 20.0,
        "source": sources.NAYA,
        "locator": "table 1",
    }
    return Cited(**(given | changes))


@pytest.mark.parametrize("value", [4.9, 20.1, -10.0])
def test_a_value_outside_its_range_is_a_mistake(value: float) -> None:
    with pytest.raises(ValueError, match=r"lies outside 5\.0 to 20\.0"):
        a_cited(value=value)


@pytest.mark.parametrize("name", ["value", "low", "high"])
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_a_mistake(name: str, number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        a_cited(**{name: number})


def test_a_unit_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="'inch' is not a unit"):
        a_cited(unit="inch")


def test_our_own_choice_must_say_why() -> None:
    with pytest.raises(ValueError, match="must say why"):
        a_cited(source=sources.OURS)

    ours = a_cited(source=sources.OURS, why="half a hand's breadth")

    assert ours.is_ours


def test_the_range_holds_every_reading() -> None:
    with pytest.raises(ValueError, match="reading of FCCD"):
        a_cited(also=(Reading(2.0, 4.0, sources.FCCD, "p. 1"),))

    wide = a_cited(low=2.0, also=(Reading(2.0, 4.0, sources.FCCD, "p. 1"),))

    assert [source.key for source in wide.sources] == ["NAYA", "FCCD"]


def test_a_limit_is_named_by_whoever_gives_that_end() -> None:
    cited = a_cited(
        says=(10.0, 20.0),
        also=(Reading(5.0, 10.0, sources.FCCD, "p. 1"), Reading(20.0, 20.0, sources.BELL, "p. 2")),
    )

    named = {limit: [source.key for source in cited.saying(limit)] for limit in (5.0, 10.0, 20.0, 15.0)}

    assert named == {5.0: ["FCCD"], 10.0: ["NAYA", "FCCD"], 20.0: ["NAYA", "BELL"], 15.0: []}


def test_no_source_is_named_for_a_value_that_we_chose_within_its_range() -> None:
    cited = a_cited(says=(5.0, 20.0))

    assert cited.saying(10.0) == ()


def test_what_we_reckoned_from_a_source_is_no_word_of_its_own() -> None:
    reckoned = Reading(5.0, 20.0, sources.FCCD, "p. 1", "our arithmetic", role=Role.RECKONED)
    cited = a_cited(also=(reckoned,))

    assert (cited.saying(20.0), cited.reckoned(20.0)) == ((), (sources.FCCD,))


def test_what_is_of_something_else_stands_beside_and_counts_nowhere() -> None:
    beside = Reading(0.3, 40.0, sources.FCCD, "p. 1", role=Role.BESIDE)
    cited = a_cited(also=(beside,))

    assert (cited.published_by, cited.range_text) == ((sources.NAYA,), "5 to 20 mm")


def test_a_reading_holds_all_below_an_end_that_its_source_leaves_open() -> None:
    reading = Reading(None, 4.0, sources.BELL, "4 mm at most")

    assert [reading.holds(value) for value in (0.1, 4.0, 4.1)] == [True, True, False]
    assert reading.ends == (4.0,)


def test_the_range_holds_what_its_own_source_gives() -> None:
    with pytest.raises(ValueError, match="reading of NAYA"):
        a_cited(says=(10.0, 21.0))


@pytest.mark.parametrize(("low", "high"), [(3.0, 2.0), (math.nan, 2.0), (1.0, math.inf)])
def test_a_reading_is_a_range(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="is not a range"):
        Reading(low, high, sources.FCCD, "p. 1")


def test_a_source_is_named_once_however_often_it_reads() -> None:
    cited = a_cited(
        also=(Reading(6.0, 7.0, sources.NAYA, "p. 2"), Reading(8.0, 9.0, sources.FCCD, "p. 1")),
    )

    assert cited.sources == (sources.NAYA, sources.FCCD)


@pytest.mark.parametrize(
    ("unit", "low", "high", "text"),
    [("mm", 5.0, 20.0, "5 to 20 mm"), ("ml", 10.0, 10.0, "10 mL"), ("deg", 0.0, 15.5, "0 to 15.5 degrees")],
)
def test_a_range_reads_as_a_therapist_writes_it(unit: str, low: float, high: float, text: str) -> None:
    assert a_cited(unit=unit, low=low, high=high).range_text == text


def test_a_cited_number_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        a_cited().value = 3.0


def test_our_quality_is_no_grade() -> None:
    assert sources.OURS.quality is Quality.OURS
    assert [source for source in sources.all_sources() if source.quality is Quality.OURS] == [sources.OURS]
