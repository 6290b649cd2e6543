"""``migrate``: make the database, or bring it to this version."""

from argparse import ArgumentParser, Namespace
from contextlib import closing

from planner.commands.command import Command
from planner.commands.surroundings import now, store_address
from planner.errors import StoreSettingWrong


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--grant",
        metavar="ROLE",
        help="PostgreSQL: let the app's role use the tables, and add to history without changing it",
    )


def _run(arguments: Namespace) -> None:
    from planner.storage.migrate import grant_to, newest_version
    from planner.storage.opening import open_store

    address = store_address()
    if arguments.grant and address.url is None:
        raise StoreSettingWrong("A file has no roles: leave --grant out.", field="--grant")
    with closing(open_store(address, at=now())) as database:
        if arguments.grant:
            grant_to(database.engine, arguments.grant)
    print(f"{address.title} has the tables of this version ({newest_version()}).")


COMMAND = Command(
    name="migrate",
    summary="make the database or bring it to this version, a file after a backup; the app does so too",
    example="python -m planner migrate",
    add_arguments=_add_arguments,
    run=_run,
)
