"""The command line: ``python -m planner run | plan | schema | backup | restore | verify | ...``."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import NoReturn

from planner.commands import all_commands
from planner.errors import PlannerError

_PROGRAM = "python -m planner"
_REFUSED = 2


class _Parser(ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(_REFUSED, f"{_line(message)} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0, or 2 after one line on stderr."""
    chosen = _parser().parse_args(arguments)
    try:
        chosen.run(chosen)
        status = 0
    except PlannerError as refusal:
        print(_refusal_line(refusal), file=sys.stderr)
        status = _REFUSED
    except BrokenPipeError:
        # The reader (head, say) has what it wanted. Python would complain again while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    return status


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog=_PROGRAM,
        description="Plan intradermal injections on a body map that is true in millimetres.",
        epilog="Exit status: 0, or 2 after one line on stderr that names the field and what is wrong.",
    )
    choices = parser.add_subparsers(metavar="COMMAND", dest="command", required=True)
    for command in all_commands():
        own = choices.add_parser(
            command.name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            epilog=f"example:\n  {command.example}",
            formatter_class=RawDescriptionHelpFormatter,
        )
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _refusal_line(refusal: PlannerError) -> str:
    message = str(refusal)
    named = not refusal.field or refusal.field in message
    return _line(message if named else f"{refusal.field}: {message}")


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
