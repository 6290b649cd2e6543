"""What stands on a desk and must not be lost: the pad's document, the edits beside it, and the choices."""

from dataclasses import dataclass

from planner.body.patient import Patient
from planner.files.pad_document import PadDocument
from planner.session import Exclusion, Marked, Operator, Position, Target


@dataclass(frozen=True, slots=True)
class Edit:
    """One change made beside the pad, on its way to the pad's document.

    Exactly one of the three is given.

    Parameters
    ----------
    number
        Rises with every edit; the pad names the last one that its document holds.
    """

    number: int
    mark: Marked | None = None
    exclusion: Exclusion | None = None
    removed: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What one user has before her, as it is kept.

    The pad is the one writer of ``document``. What is typed beside the pad waits in ``edits`` until a
    document comes up that holds it; meanwhile the session already shows it.

    Parameters
    ----------
    clearings
        Rises whenever settings go back to their defaults, so that the form begins with fresh fields.
    """

    document: PadDocument
    edits: tuple[Edit, ...] = ()
    edits_made: int = 0
    body_map: str = "back"
    position: Position = Position.PRONE
    patient: Patient | None = None
    targets: tuple[Target, ...] = ()
    active_target: str = ""
    clearings: int = 0
    operator: Operator | None = None
