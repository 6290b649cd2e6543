"""What a search for fewer deposits is asked: all that its answer depends on, and nothing else.

What is far away decides nothing, nor does what the deposits hold or who injects; nor does a density that
follows the pain, as it starts from the even plan that is searched. So a search goes on, and what it found
holds, whatever changes beside its question.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from planner.errors import PlannerError
from planner.geometry.found_covers import digest_of
from planner.geometry.problem import Problem
from planner.geometry.rows import FloatArray
from planner.plan import build_plan
from planner.session import Session
from planner.techniques import find_technique, resolve_settings
from planner.techniques.density_settings import DENSITY, EVEN
from planner.techniques.deposits import FILL
from planner.techniques.fill_settings import EFFORT, QUICK, SEED
from planner.ui.body_wanted import BodyWanted, fitted_map


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the same question has the same answer after the same number of tries.

    Parameters
    ----------
    parts
        The digests of the parts of the fill, in their order.
    """

    seed: int
    parts: tuple[str, ...]


class _Listening:
    """Notes the parts that are to be covered, and covers none: that takes milliseconds."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def note(self, part: Problem) -> FloatArray:
        """Return the places that are known already."""
        self.parts.append(digest_of(part))
        return part.known


def question_of(session: Session) -> Question | None:
    """Return what a search of the one target of a session is asked; None if there is nothing to search.

    Parameters
    ----------
    session
        As `planner.ui.optimised.alone` returns it.
    """
    return _question_of(replace(session, operator=None))


@lru_cache(maxsize=256)  # ours: some for each of 50 tablets
def _question_of(session: Session) -> Question | None:
    (target,) = session.targets
    listening = _Listening()
    try:
        settings = resolve_settings(find_technique(target.technique), target.settings)
        if settings.get("pattern") != FILL:
            return None
        even = target.with_setting(DENSITY, EVEN)  # a density that follows the pain starts from that plan
        fitted = fitted_map(BodyWanted(session.body_map, session.patient, session.position))
        quick = replace(session, targets=(even.with_setting(EFFORT, QUICK),))
        build_plan(quick, fitted, quick=listening.note)
    except PlannerError:
        return None  # without a plan there is nothing to search
    return Question(int(settings.number(SEED)), tuple(listening.parts))
