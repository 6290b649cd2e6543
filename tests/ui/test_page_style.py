"""The colours that every page has, which its own style sheets ask for by name."""

import re
import tomllib
from pathlib import Path

import pytest

from planner import ui

UI = Path(ui.__file__).parent
THEMES = tomllib.loads((UI.parents[1] / ".streamlit" / "config.toml").read_text())["theme"]
ROOT = re.compile(r":root \{ (--st-[^}]*) \}")


def colours_of_pages() -> tuple[dict[str, str], dict[str, str]]:
    light, dark = ROOT.findall((UI / "page.css").read_text())
    return dict(re.findall(r"(--st-[\w-]+): (#\w+);", light)), dict(
        re.findall(r"(--st-[\w-]+): (#\w+);", dark)
    )


@pytest.mark.parametrize(("nth", "theme"), [(0, "light"), (1, "dark")])
def test_pages_have_the_colours_of_their_theme(nth: int, theme: str) -> None:
    has = THEMES[theme]

    assert colours_of_pages()[nth] == {
        "--st-background-color": has["backgroundColor"].lower(),
        "--st-text-color": has["textColor"].lower(),
        "--st-border-color": has["borderColor"].lower(),
    }


@pytest.mark.parametrize("sheet", sorted(UI.glob("*.css")), ids=lambda sheet: sheet.stem)
def test_a_style_sheet_of_a_page_asks_for_no_colour_that_pages_lack(sheet: Path) -> None:
    asked = set(re.findall(r"var\((--st-[\w-]+)\)", sheet.read_text()))

    assert asked <= set(colours_of_pages()[0])
