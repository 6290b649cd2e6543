"""``restore``: put a backup in the place of the database."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from planner.commands.command import Command
from planner.commands.surroundings import now, store_address

_LATEST = "latest"


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("backup", metavar="FILE", help=f"the backup, or {_LATEST} for the last one made")


def _run(arguments: Namespace) -> None:
    from planner.storage.restore import latest_backup, restore

    address = store_address()
    backup = latest_backup(address) if arguments.backup == _LATEST else Path(arguments.backup)
    restored = restore(backup, address, at=now())
    print(f"{address.title} is what it was in {backup}.")
    if restored.aside is not None:
        print(f"The database of before lies in {restored.aside}.")
    if restored.erased:
        print(f"Erased since, and erased in it as well: {', '.join(restored.erased)}.")
    if not restored.is_sure:
        before = (
            "There was no database" if restored.aside is None else "The database of before cannot be read"
        )
        print(f"{before}: patients who were erased after its last readable copy are back. Erase them again.")


COMMAND = Command(
    name="restore",
    summary="put a verified backup in the place of the database; what was there is moved aside for 30 days",
    example=f"python -m planner restore {_LATEST}",
    add_arguments=_add_arguments,
    run=_run,
)
