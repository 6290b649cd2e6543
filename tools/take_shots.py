"""Take the screenshots that README and docs show: the desk in both orientations, and each technique."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tools.desk import PAD, chrome, served, settle, tablet

SETTLED_MS = 1500  # a page without a pad says by nothing that its pictures stand
COLOURS = 255  # enough for soft skin, at a third of the size
FOLDER = Path(__file__).parent.parent / "docs" / "img"
POINTS = (
    {"kind": "tender_point", "u_mm": 15, "v_mm": 409, "intensity": 8},
    {"kind": "tender_point", "u_mm": -18, "v_mm": 431, "intensity": 5},
    {"kind": "trigger_point", "u_mm": 52, "v_mm": 396, "intensity": 7},
    {"kind": "tender_point", "u_mm": 74, "v_mm": 418, "intensity": 4},
    {"kind": "tender_point", "u_mm": 24, "v_mm": 456, "intensity": 6},
)
ZONE = [[58, 440], [96, 428], [128, 446], [132, 486], [104, 508], [70, 492]]
SCAR = [[-4, 366], [4, 366], [5, 442], [-5, 442]]
AROUND = (-70, 350, 170, 530)


def main() -> int:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served("run", "app.py") as (address, _), chrome() as browser:
        with tablet(browser, address) as page:
            _mark_mixed(page)
            _shoot(page, "whole_back")
            _look_closer(page)
            _shoot(page, "desk_landscape")
        with tablet(browser, address, portrait=True) as page:
            _mark_mixed(page)
            _look_closer(page)
            _shoot(page, "desk_portrait")
        with tablet(browser, address, dark=True) as page:
            _mark_mixed(page)
            _look_closer(page)
            _shoot(page, "desk_dark")
        for technique in ("Intraepidermal", "Nappage", "Point-by-point"):
            with tablet(browser, address) as page:
                _choose(page, technique)
                _mark(page, POINTS)
                _look_closer(page)
                _shoot(page, technique.lower().replace("-", "_"))
        with tablet(browser, address) as page:
            _go_home(page, address)
            _shoot(page, "home")
        with tablet(browser, address) as page:
            _follow_pain(page)
            _shoot(page, "density")
    return 0


def _go_home(page: Page, address: str) -> None:
    """Show the first page with the patients of the demonstration."""
    page.goto(f"{address}/?understood=1")
    page.get_by_text("Add a patient").wait_for()
    page.wait_for_timeout(SETTLED_MS)


def _follow_pain(page: Page) -> None:
    """Show a nappage that follows the pain, on the map that it follows."""
    _choose(page, "Nappage")
    _mark(page, POINTS)
    page.get_by_role("radio", name="Follows pain", exact=True).click()
    page.wait_for_function(f"() => {PAD}.order.count > 0")
    page.evaluate(f"() => {PAD}.toggleLayer('Palpation map')")
    page.wait_for_function(f"() => {PAD}.palpation.shown.length > 0")
    _look_closer(page)


def _mark_mixed(page: Page) -> None:
    """Mark points for deep deposits, an area for the shallow passes, and a scar between them."""
    _mark(page, POINTS)
    page.get_by_role("button", name="Add target").click()
    page.wait_for_function(f"() => {PAD}.data.active_target === 't2'")
    page.evaluate(f"outline => {PAD}.addZones([outline])", ZONE)
    page.evaluate(f"outline => {PAD}.addExclusions([outline])", SCAR)
    settle(page)


def _mark(page: Page, points: object) -> None:
    page.evaluate(f"points => {PAD}.addFindings(points)", points)
    settle(page)


def _choose(page: Page, technique: str) -> None:
    page.get_by_role("radio", name=technique, exact=True).click()
    page.wait_for_function(f"title => {PAD}.targets[0].title === title", arg=technique)


def _look_closer(page: Page) -> None:
    page.evaluate(f"([x, v, x2, v2]) => {{ {PAD}.view.show([x, x2], [v, v2]); {PAD}.settle(); }}", AROUND)
    settle(page)


def _shoot(page: Page, name: str) -> None:
    path = FOLDER / f"{name}.png"
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"Wrote {path.name}")


if __name__ == "__main__":
    sys.exit(main())
