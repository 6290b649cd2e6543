"""``plan``: a session file in, its plan out."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from planner.body import fit
from planner.checks import check_plan
from planner.commands.command import Command
from planner.commands.output import print_document, require_other_file, write_document
from planner.errors import FileRefused
from planner.files import plan_json, read_session
from planner.files.strict_json import MOST_BYTES
from planner.necessity import with_bounds
from planner.plan import build_plan
from planner.score import score_plan

_STDIN = "-"


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("session", metavar="SESSION.json", help="the session file; - reads standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="PLAN.json",
        type=Path,
        help="write the plan there, whole or not at all, instead of printing it",
    )
    parser.add_argument(
        "--bound",
        action="store_true",
        help="also prove with how few punctures each fill could do at its spread (takes seconds to minutes); "
        "punctures_lower_bound is null without it; it is geometry, not what a patient needs, and marked "
        "where it rests on a proof of ours that nobody has reviewed yet",
    )


def _run(arguments: Namespace) -> None:
    if arguments.output and arguments.session != _STDIN:
        require_other_file(arguments.output, Path(arguments.session))
    plan = plan_text(_read(arguments.session), is_bounded=arguments.bound)
    if arguments.output:
        write_document(arguments.output, plan)
    else:
        print_document(plan)


def plan_text(session_text: bytes, *, is_bounded: bool = False) -> str:
    """Return the plan, as JSON text, of the session that a file holds.

    Parameters
    ----------
    is_bounded
        Whether it is also proved with how few punctures the fills could do.

    Raises
    ------
    PlannerError
        By name, if the file is no session or no plan can be built from it.
    """
    session = read_session(session_text)
    fitted = fit(session.body_map, session.patient, position=session.position)
    plan = build_plan(session, fitted)
    score = score_plan(plan)
    if is_bounded:
        score = with_bounds(score, plan)
    return plan_json(plan, score, check_plan(session, plan, score, fitted), fitted)


def _read(name: str) -> bytes:
    # One byte more than allowed is enough to refuse the file, however large it is.
    if name == _STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FileRefused(f"{name} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise FileRefused(f"{name!r} is no file name.") from None


COMMAND = Command(
    name="plan",
    summary="build the plan of a session file and print it, or write it to a file",
    example="python -m planner plan examples/mixed.json -o plan.json",
    add_arguments=_add_arguments,
    run=_run,
)
