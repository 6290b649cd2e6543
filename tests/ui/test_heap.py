"""The heap is kept frozen, so that the collection after each run is short, and garbage still goes."""

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from planner.ui import heap


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


class Knot:
    """An object in a circle with itself, which only a collection frees."""

    def __init__(self) -> None:
        self.itself = self


async def kept_for(seconds: float) -> None:
    async with heap.heap_kept_frozen():
        await asyncio.sleep(seconds)


def test_what_came_after_the_start_is_frozen_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap, "FREEZE_EVERY_S", 0.01)

    async def begun() -> int:
        async with heap.heap_kept_frozen():
            before = gc.get_freeze_count()
            later = [[number] for number in range(1000)]
            await asyncio.sleep(0.1)
            return gc.get_freeze_count() - before if later else 0

    assert asyncio.run(begun()) >= 1000


def test_a_circle_that_was_frozen_and_let_go_is_freed_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap, "FREEZE_EVERY_S", 0.001)
    knot = Knot()
    gc.freeze()
    is_there = weakref.ref(knot)
    del knot

    gc.collect()
    is_kept_while_frozen = is_there() is not None
    asyncio.run(kept_for(0.5))

    assert is_kept_while_frozen
    assert is_there() is None


def test_nothing_is_frozen_any_more_when_the_server_has_stopped() -> None:
    asyncio.run(kept_for(0.0))
    before = gc.get_freeze_count()

    later = [[number] for number in range(1000)]

    assert gc.get_freeze_count() == before
    assert later
