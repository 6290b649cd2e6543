"""What a tab keeps of days and choices; modules without a server."""

from playwright.sync_api import Page

from tests.browser.modules.of_modules import LOOK, PATIENT
from tests.browser.session_pages import CHOICES_THAT_WAIT

CHOSEN = """async ([chosen, heard]) => {
  const { default: show } = await import("/chosen.js");
  window.said = [];
  const setTriggerValue = (_, value) => window.said.push(value);
  const data = { form: "a", chosen, heard, sentBy: ["st-key-home-entry-"], within: "st-key-home-entry" };
  show({ data, parentElement: document.body, setTriggerValue });
  return window.said;
}"""
ELSEWHERE = "async () => (await import('/chosen.js')).forgetElsewhere()"
SEX = {"sex": ["female", "unspecified"]}
BORN = {"born": [1985, None]}
BUTTON = """() => document.querySelector(".st-key-home-entry").insertAdjacentHTML("beforeend",
  "<div class='st-key-home-entry-1-keep'><div data-testid='stButton'><button>Keep</button></div></div>")"""
LATER = "const now = performance.now(); performance.now = () => now + 5000"  # nothing said is under way
RUNS = "document.querySelector('[data-testid=stApp]').dataset.testScriptState = 'running'"
RESTS = "document.querySelector('[data-testid=stApp]').dataset.testScriptState = 'notRunning'"


def test_what_was_chosen_is_said_once_after_a_reload_and_kept_until_it_is_heard(page: Page) -> None:
    first = page.evaluate(CHOSEN, [SEX, None])
    page.reload()
    back = page.evaluate(CHOSEN, [{}, None])
    again = page.evaluate(CHOSEN, [{}, None])
    waiting = page.evaluate(CHOICES_THAT_WAIT)
    heard = page.evaluate(CHOSEN, [SEX, 1])
    kept = page.evaluate(CHOICES_THAT_WAIT)
    page.evaluate(CHOSEN, [{}, 1])

    assert (first, back, again, heard) == ([], [{"n": 1, "chosen": SEX}], [], [])
    assert waiting == kept
    assert "female" in kept
    assert "777F" not in kept
    assert page.evaluate(CHOICES_THAT_WAIT) is None


def test_what_was_heard_and_overwritten_at_the_same_moment_is_said_again(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX, None])
    page.reload()
    page.evaluate(CHOSEN, [{}, None])

    again = page.evaluate(CHOSEN, [{}, 1])  # another field of the form sent what all of them showed before
    tries = [page.evaluate(CHOSEN, [{}, heard]) for heard in (2, 3, 4, 4)]

    assert again == [{"n": 2, "chosen": SEX}]
    assert [[one["n"] for one in said] for said in tries] == [[3], [4], [], []]
    assert page.evaluate(CHOICES_THAT_WAIT) is None  # the server does not want it


def test_what_was_chosen_goes_with_its_page(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX, None])
    page.evaluate(ELSEWHERE)
    here = page.evaluate(CHOICES_THAT_WAIT)
    page.goto(PATIENT.replace("P-777F", "P-888K"))
    page.evaluate(ELSEWHERE)

    assert here is not None
    assert page.evaluate(CHOICES_THAT_WAIT) is None
    assert page.evaluate(CHOSEN, [{}, None]) == []


def test_what_was_chosen_in_a_form_that_was_sent_does_not_come_into_the_next_one(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX, None])
    page.evaluate(BUTTON)
    page.get_by_role("button", name="Keep").click()
    sent = page.evaluate(CHOICES_THAT_WAIT)
    page.evaluate(CHOSEN, [SEX, None])  # an answer to what was chosen before the tap
    late = page.evaluate(CHOICES_THAT_WAIT)
    page.reload()  # the answer to the tap is lost

    assert (sent, late) == (None, None)
    assert page.evaluate(CHOSEN, [{}, None]) == []


def test_what_was_chosen_in_a_form_that_was_refused_is_kept_again(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX, None])
    page.evaluate(BUTTON)
    page.get_by_role("button", name="Keep").click()
    page.evaluate(LOOK)
    under_way = page.evaluate(CHOICES_THAT_WAIT)
    page.evaluate(LATER)
    page.evaluate(LOOK)
    page.reload()

    assert under_way is None
    assert page.evaluate(CHOSEN, [{}, None]) == [{"n": 1, "chosen": SEX}]


def test_what_was_chosen_goes_with_its_form_once_the_page_is_whole(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX, None])
    page.evaluate(RUNS)
    page.evaluate("document.querySelector('.st-key-home-entry').remove()")
    page.evaluate(ELSEWHERE)
    running = page.evaluate(CHOICES_THAT_WAIT)
    page.evaluate(RESTS)
    page.evaluate(ELSEWHERE)

    assert running is not None
    assert page.evaluate(CHOICES_THAT_WAIT) is None


def test_a_hand_that_undoes_what_was_chosen_again_is_not_undone(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX | BORN, None])
    page.reload()
    page.evaluate(CHOSEN, [{}, None])

    heard = page.evaluate(CHOSEN, [BORN, 1])  # the sex cannot be chosen, and is said again
    undone = page.evaluate(CHOSEN, [{}, 2])

    assert heard == [{"n": 2, "chosen": SEX}]
    assert undone == [{"n": 3, "chosen": SEX}]
    assert "born" not in page.evaluate(CHOICES_THAT_WAIT)


def test_what_no_server_heard_is_kept_for_the_next_reload(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX, None])
    page.reload()
    page.evaluate(CHOSEN, [{}, None])
    for _ in range(4):
        page.evaluate(LATER)
        page.evaluate(LOOK)
    unheard = page.evaluate("window.said.map(({ n }) => n)")
    page.evaluate(CHOSEN, [{}, None])
    page.reload()

    assert unheard == [1, 2, 3, 4]
    assert page.evaluate(CHOSEN, [{}, None]) == [{"n": 1, "chosen": SEX}]


def test_what_was_chosen_for_one_patient_is_not_said_to_the_next(page: Page) -> None:
    page.evaluate(CHOSEN, [SEX, None])
    page.reload()
    page.evaluate(RUNS)
    page.evaluate(CHOSEN, [{}, None])
    page.evaluate("window.history.replaceState(null, '', '?patient=P-888K')")
    page.evaluate(RESTS)
    page.evaluate(LOOK)

    assert page.evaluate("window.said") == []
