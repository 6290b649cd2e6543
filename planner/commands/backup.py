"""``backup``: copy the database as it is at one moment, also while the app runs."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from planner.commands.command import Command
from planner.commands.surroundings import now, store_address


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="where to, yours to delete; by default backups beside the database, under the moment's name",
    )


def _run(arguments: Namespace) -> None:
    from planner.storage.backup import back_up
    from planner.storage.opening import open_to_read

    with closing(open_to_read(store_address())) as database:
        print(back_up(database, at=now(), target=arguments.output))


COMMAND = Command(
    name="backup",
    summary="copy the database to a file, verify the copy and print its name; the app may run meanwhile",
    example="python -m planner backup",
    add_arguments=_add_arguments,
    run=_run,
)
