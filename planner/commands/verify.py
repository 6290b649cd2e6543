"""``verify``: tell whether everything that is kept is what was saved."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from planner.commands.command import Command
from planner.commands.surroundings import store_address
from planner.errors import StoreDamaged


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="a backup; by default the database itself"
    )


def _run(arguments: Namespace) -> None:
    from planner.storage.opening import open_to_read
    from planner.storage.verify import verify

    address = store_address()
    if arguments.file is not None:
        address = replace(address, path=arguments.file, url=None)
    with closing(open_to_read(address)) as database:
        found = verify(database)
    if not found.is_sound:
        more = f" (and {len(found.problems) - 1} more)" if len(found.problems) > 1 else ""
        raise StoreDamaged(f"{address.title} does not verify: {found.problems[0]}{more}. Restore a backup.")
    counts = ", ".join(f"{count} in {name}" for name, count in found.counts)
    print(f"{address.title} is what was saved: {counts}.")


COMMAND = Command(
    name="verify",
    summary="look at every row, digest and chain of the database or of a backup",
    example="python -m planner verify",
    add_arguments=_add_arguments,
    run=_run,
)
