"""The pages about patients as a script of their own, on a store whose line can be cut."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui import store as stores
from tests.ui.patience import LONG_S
from tests.ui.store_door import Door


def follow_up_page() -> None:
    from planner.ui.pages import follow_up

    follow_up.show()


def series_page() -> None:
    from planner.ui.pages import series

    series.show()


def home_page() -> None:
    from planner.ui.pages import home

    home.show()


def session_page() -> None:
    from planner.ui.pages import session

    session.show()


def plan_page() -> None:
    from planner.ui.pages import plan

    plan.show()


def treat_page() -> None:
    from planner.ui.pages import treat

    treat.show()


def opened(page: Callable[[], None], **address: str | list[str]) -> AppTest:
    """Return a page at an address, its intended use understood."""
    made = AppTest.from_function(page, default_timeout=LONG_S)
    made.query_params["understood"] = "1"
    for name, value in address.items():
        made.query_params[name] = value
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
