"""What was there before the first tap is not looked at again, and what came after it still goes."""

import gc
import tomllib
import weakref
from pathlib import Path

from planner.ui.heap import heap_frozen

SETTINGS = Path(__file__).parents[2] / ".streamlit" / "config.toml"


class Knot:
    """An object in a circle with itself, which only a collection frees."""

    def __init__(self) -> None:
        self.itself = self


def test_what_was_there_is_frozen_while_the_server_lives_and_not_after_it() -> None:
    before = gc.get_freeze_count()

    with heap_frozen():
        frozen = gc.get_freeze_count()

    assert frozen > before + 10_000
    assert gc.get_freeze_count() == 0


def test_a_circle_that_came_later_is_freed() -> None:
    with heap_frozen():
        knot = Knot()
        is_there = weakref.ref(knot)
        del knot
        gc.collect()

    assert is_there() is None


def test_no_run_of_a_page_is_followed_by_a_collection_of_everything() -> None:
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))

    assert settings["runner"]["postScriptGC"] is False
