from planner.body import FittedMap
from planner.plan import build_plan
from planner.ui.jobs import Job, JobState
from planner.ui.panels.bound import _sentence, _Work
from tests.conftest import a_session, a_zone


def test_a_bound_that_its_checker_did_not_confirm_is_not_shown_and_the_screen_says_so(
    back: FittedMap,
) -> None:
    target = build_plan(a_session("point_by_point", a_zone(), pattern="fill"), back).targets[0]

    said = _sentence(target, _Work(Job("bound of it", JobState.FAILED)))

    assert said == (
        "How few punctures could do was not worked out: a mistake of ours, which stands in the server's log."
    )
