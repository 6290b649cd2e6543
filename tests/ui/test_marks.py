"""The pages about demonstration data say that it is such, and none about a clinic's own."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol

import pytest
from streamlit.testing.v1 import AppTest

from planner.storage.address import StoreAddress
from planner.storage.opening import open_store
from planner.storage.revisions import SessionState
from planner.ui import strings
from planner.ui.stored_visits import StoredVisit
from tests.series.visits import TEN
from tests.ui.record_screens import keep_open, opened
from tests.ui.store_door import Door
from tests.ui.test_stored_visits import kept_as


class OpenSession(Protocol):
    def __call__(self, *, is_demo: bool) -> StoredVisit: ...


@pytest.fixture
def open_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenSession]:
    """Return what opens a store of demonstration data, or a clinic's own, with a closed session in it."""
    with ExitStack() as open_ones:

        def open_one(*, is_demo: bool) -> StoredVisit:
            address = StoreAddress(path=tmp_path / "store.sqlite3", is_demo=is_demo)
            store = open_ones.enter_context(closing(open_store(address, at=TEN)))
            keep_open(Door(store), monkeypatch)
            return kept_as(store, SessionState.CLOSED)

        yield open_one


def has_mark(shown: AppTest) -> bool:
    assert not shown.exception
    said = " ".join(str(one.value) for one in (*shown.markdown, *shown.info))
    return strings.DEMONSTRATION in said or strings.DEMONSTRATION_MEANS in said


@pytest.mark.parametrize("name", ["follow_up", "series", "session", "treat"])
def test_a_page_says_that_it_shows_demonstration_data(open_session: OpenSession, name: str) -> None:
    closed = open_session(is_demo=True)

    assert has_mark(opened(name, patient=closed.code, session=closed.head.session_id))


@pytest.mark.parametrize("name", ["session", "treat"])
def test_no_page_of_a_clinics_own_store_says_so(open_session: OpenSession, name: str) -> None:
    closed = open_session(is_demo=False)

    assert not has_mark(opened(name, session=closed.head.session_id))
