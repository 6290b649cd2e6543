"""The pages about patients as a script of their own, on a store whose line can be cut."""

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui import store as stores
from tests.ui.patience import LONG_S
from tests.ui.store_door import Door


def a_page(name: str) -> None:
    from importlib import import_module

    import_module(f"planner.ui.pages.{name}").show()


def opened(name: str, **address: str | list[str]) -> AppTest:
    """Return the page of that name at an address, its intended use understood."""
    made = AppTest.from_function(a_page, default_timeout=LONG_S, args=(name,))
    made.query_params["understood"] = "1"
    for what, value in address.items():
        made.query_params[what] = value
    return made.run()


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def words_of(page: AppTest) -> str:
    """Return what a page says, one thing a line."""
    said = (*page.markdown, *page.text, *page.error, *page.warning, *page.info, *page.caption)
    return "\n".join(str(one.value) for one in said)


def keep_open(door: Door, patch: pytest.MonkeyPatch) -> None:
    """Have every page find the store behind a door."""
    patch.setattr(stores, "_opened", door)
