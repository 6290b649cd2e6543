"""The contract of a command of the command line."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One word after ``python -m planner``.

    Parameters
    ----------
    summary
        One line for the list of commands.
    example
        A line that works as it stands in a checkout of the project; ``--help`` ends with it.
    add_arguments
        Says to the parser what the command takes.
    run
        Does the work; a `PlannerError` it raises becomes one line on stderr and exit status 2.
    """

    name: str
    summary: str
    example: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], None]
