"""Write docs/evidence.md: every clinical number with its range and all its sources."""

import sys
from collections.abc import Iterator
from pathlib import Path

from planner.body.anthropometry import EQUATIONS
from planner.evidence import Cited, Reading, Source, change, published, skin, span_text
from planner.series.schedule import SCHEDULES, WITHOUT_DAYS
from planner.techniques import ChoiceSetting, NumberSetting, Technique, all_techniques

PAGE = Path(__file__).parent.parent / "docs" / "evidence.md"
UNITS = {"ml": "mL", "deg": "°", "punctures": ""}
PAGES = (published, skin, change)

HEAD = """\
# The clinical numbers

Written by `python -m tools.write_evidence` from the numbers that the code uses; a test holds it to them.
A number marked **ours** was found in no source: the reason stands beside it. Where sources disagree, all of
them are listed and the range is the widest. Quality: A peer-reviewed or trial registry, B society or
university teaching, C practitioner's page, D aesthetic-training page. None of this is validated dosing.
"""


def evidence_page() -> str:
    """Return the page as text."""
    return "\n".join([HEAD, *_techniques(), *_published(), *_schedules(), *_bibliography()])


def _techniques() -> Iterator[str]:
    for technique in all_techniques():
        yield f"## {technique.title}\n\n{technique.summary}\n"
        yield "| setting | default | published range, or ours | source of the default | why | other sources |"
        yield "|---|---|---|---|---|---|"
        for setting in technique.settings:
            yield from _setting_rows(setting)
        yield ""


def _setting_rows(setting: NumberSetting | ChoiceSetting) -> Iterator[str]:
    if isinstance(setting, ChoiceSetting):
        choices = ", ".join(setting.choices)
        yield f"| `{setting.name}` | {setting.default} | {choices} | **ours** | {setting.why} | |"
        return
    yield _row(f"`{setting.name}`", setting.cited, word=setting.word)
    for other in setting.instead:
        yield _row(f"`{setting.name}` if `{other.setting}` is {other.choice}", other.cited)


def _published() -> Iterator[str]:
    yield "## Numbers that belong to no single technique\n"
    yield "| number | value | published range, or ours | source | why | other sources |"
    yield "|---|---|---|---|---|---|"
    for name, cited in _common():
        yield _row(name.lower().replace("_", " "), cited)
    yield ""


def _schedules() -> Iterator[str]:
    yield "## Schedules\n"
    yield "| for | schedule | source | where it says so | how we read it |"
    yield "|---|---|---|---|---|"
    for schedule in SCHEDULES:
        told = f"{schedule.source.key} | {schedule.locator} | {schedule.note}"
        yield f"| {schedule.setting} | {schedule.title} | {told} |"
    for found in WITHOUT_DAYS:
        yield f"| {found.text} | not offered | {found.source.key} | {found.locator} | |"
    yield ""


def _common() -> Iterator[tuple[str, Cited]]:
    for page in PAGES:
        yield from ((name, cited) for name, cited in vars(page).items() if isinstance(cited, Cited))


def _row(name: str, cited: Cited, *, word: str = "") -> str:
    unit = UNITS.get(cited.unit, cited.unit)
    value = word or f"{cited.value:g} {unit}".strip()
    origin = "**ours**" if cited.is_ours else f"{cited.source.key}, {cited.locator}"
    origin = f"**ours**, within {origin}" if cited.is_ours_within else origin
    others = "; ".join(
        f"{reading.source.key} {_reading_span(reading, unit)} ({_told(reading)})" for reading in cited.also
    )
    span = f"our range: {cited.range_text}" if cited.is_ours else cited.range_text
    span += f", {cited.caveat}" if cited.caveat else ""
    return f"| {name} | {value} | {span} | {origin} | {cited.why} | {others} |"


def _reading_span(reading: Reading, unit: str) -> str:
    """Return what a source says as the table has it: ``up to 4 mm``, ``0 to 15 °``."""
    low, high = reading.low, reading.high
    if low is None or high is None:
        return span_text(low, high, unit)
    return f"{low:g} {unit}".rstrip() if low == high else f"{low:g} to {high:g} {unit}".rstrip()


def _told(reading: Reading) -> str:
    return f"{reading.locator}. {reading.note.rstrip('.')}" if reading.note else reading.locator


def _bibliography() -> Iterator[str]:
    yield "## Sources\n"
    yield "| key | quality | title | year | where |"
    yield "|---|---|---|---|---|"
    for source in sorted(_used_sources(), key=lambda source: source.key):
        yield f"| {source.key} | {source.quality.value} | {source.title} | {source.year} | {source.url} |"
    yield ""


def _used_sources() -> set[Source]:
    numbers = [cited for technique in all_techniques() for cited in _cited_by(technique)]
    numbers += [cited for _, cited in _common()]
    used = {schedule.source for schedule in SCHEDULES}
    used |= {source for cited in numbers for source in cited.sources if not cited.is_ours or source.url}
    return used | {equation.source for of_sex in EQUATIONS.values() for equation in of_sex.values()}


def _cited_by(technique: Technique) -> Iterator[Cited]:
    for setting in technique.settings:
        if isinstance(setting, NumberSetting):
            yield setting.cited
            yield from (other.cited for other in setting.instead)
    yield from filter(None, (technique.expected_count, technique.volume_per_deposit))


def main() -> int:
    """Write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(evidence_page(), encoding="utf-8")
    print(f"Wrote {PAGE.relative_to(Path.cwd())}" if PAGE.is_relative_to(Path.cwd()) else f"Wrote {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
