from collections.abc import Callable

import pytest

from planner.__main__ import main


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what runs a command that must be refused, and gives back the one line it says."""

    def line_of(*words: str) -> str:
        status = main(words)
        said = capsys.readouterr()
        assert (status, said.out) == (2, "")
        assert said.err.count("\n") == 1
        return said.err.rstrip("\n")

    return line_of
