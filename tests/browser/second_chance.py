"""Which failures get a second chance: those of a busy machine, and none that found a mark lost or doubled."""

import hashlib
import os
from pathlib import Path

import pytest

LOSABLE = {
    "test_desk_kept",
    "test_desk_line",
    "test_kept_beside",
    "test_many_pads",
    "test_replicas",
    "test_two_tablets",
}
"""The files whose tests look for what was lost."""

IS_SECOND = "MESOPLAN_SECOND_CHANCE"
_TESTS = Path(__file__).parents[1]


def is_finding(failure: pytest.ExceptionInfo[BaseException]) -> bool:
    """Tell whether a test itself compared two things and found them different.

    Waiting in vain is no finding: Playwright's own assertions wait, and fail in its own code.
    """
    where = Path(failure.traceback[-1].path)
    is_own = where.is_relative_to(_TESTS) and where.stem.startswith("test_")
    return is_own and failure.type is AssertionError


def note(item: pytest.Item, failure: pytest.ExceptionInfo[BaseException] | None) -> None:
    """Note for the second run whether a test of what can be lost found something in this one."""
    if item.path.stem not in LOSABLE or os.environ.get(IS_SECOND):
        return
    if failure is not None and is_finding(failure):
        _note_of(item).touch()
    else:
        _note_of(item).unlink(missing_ok=True)


def refuse(item: pytest.Item) -> None:
    """Fail a test in the second run that found something in the first."""
    if os.environ.get(IS_SECOND) and _note_of(item).exists():
        pytest.fail("It found marks lost or doubled in the first run, which gets no second chance.")


def _note_of(item: pytest.Item) -> Path:
    folder = item.config.cache.mkdir("found")
    return folder / hashlib.sha256(item.nodeid.encode()).hexdigest()
