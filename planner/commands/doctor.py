"""``doctor``: everything about the store that its keeper should know."""

from argparse import ArgumentParser, Namespace

from planner.commands.command import Command
from planner.commands.surroundings import now, store_address
from planner.errors import StorageRefused


def _add_arguments(_parser: ArgumentParser) -> None:
    """Take nothing: the settings say where the store is."""


def _run(_arguments: Namespace) -> None:
    from planner.storage.health import examine

    advice = []
    for fact in examine(store_address(), at=now()):
        print(f"{fact.name + ':':<18} {fact.value}")
        advice += [fact.advice] if fact.advice else []
    if advice:
        raise StorageRefused(" ".join(advice))


COMMAND = Command(
    name="doctor",
    summary="tell where the store is, on what engine, how full, how safe, how lately backed up",
    example="python -m planner doctor",
    add_arguments=_add_arguments,
    run=_run,
)
