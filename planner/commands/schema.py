"""``schema``: the published JSON Schema of a file."""

from argparse import ArgumentParser, Namespace

from planner.commands.command import Command
from planner.commands.output import print_document
from planner.files import plan_schema, session_schema, visit_schema

_SCHEMAS = {"session": session_schema, "plan": plan_schema, "visit": visit_schema}


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", choices=sorted(_SCHEMAS), help="which file the schema describes")


def _run(arguments: Namespace) -> None:
    print_document(_SCHEMAS[arguments.file]())


COMMAND = Command(
    name="schema",
    summary="print the JSON Schema of a session file, of a plan or of a visit",
    example="python -m planner schema session",
    add_arguments=_add_arguments,
    run=_run,
)
