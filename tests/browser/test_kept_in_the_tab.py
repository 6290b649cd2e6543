"""What a tab keeps of days and choices, where names stand on a map; modules without a server."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.session_pages import CHOICES_THAT_WAIT
from tests.browser.test_page_watch import BY_HAND, LOOK, PATIENT, emptied, page_of_modules

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
PLACED = """async ([points, areas, seen = {}]) => {
  const { placeNames } = await import("/level_names.js");
  const view = { midline: 300, beside: 10, width: 600, height: 400, textPx: 20, ...seen };
  return placeNames([["L4", 200, true], ["L5", 210, false], ["S1", 240, false]], view, points, areas);
}"""
ON_THE_RULER = """async (midline) => {
  const { drawLevels, drawRuler } = await import("/ruler.js");
  const [ruler, names] = ["g", "g"].map((one) => document.createElementNS("http://www.w3.org/2000/svg", one));
  const canvas = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  canvas.append(ruler, names);
  document.body.append(canvas);
  const toPx = (u, v) => [midline, v];
  const view = { toPx, pxPerMm: 8, widthPx: 600, heightPx: 400, vRange: [0, 400] };
  drawRuler(ruler, view, {}, { hasTape: true });
  const levels = [["T12", 25, true], ["L1", 45, true], ["L4", 375, true]];
  drawLevels(names, view, levels, { points: [], areas: [] });
  const boxes = [...ruler.querySelectorAll(".mp-side, .mp-veil")].map((one) => one.getBBox());
  return [...names.children].map((name) => {
    const { x, y, width, height } = name.getBBox();
    return boxes.every((box) => x >= box.x + box.width || box.x >= x + width || y >= box.y + box.height
      || box.y >= y + height);
  });
}"""
SCAR = [[290, 100], [330, 100], [330, 300], [290, 300]]


@pytest.fixture(scope="module")
def kept_page(browser: Browser) -> Iterator[Page]:
    yield from page_of_modules(browser, BY_HAND)


@pytest.fixture
def page(kept_page: Page) -> Page:
    return emptied(kept_page)


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


def test_names_of_levels_keep_off_signs_and_exclusions(page: Page) -> None:
    free = page.evaluate(PLACED, [[], []])
    beside_scar = page.evaluate(PLACED, [[], [SCAR]])
    beside_sign = page.evaluate(PLACED, [[[320, 200, 15]], []])
    everywhere = page.evaluate(PLACED, [[], [[[0, 0], [600, 0], [600, 400], [0, 400]]]])

    assert [(one["name"], one["x"], one["y"]) for one in free] == [("L4", 310, 200), ("S1", 310, 240)]
    assert [one["x"] >= 330 or one["x"] + 28 <= 290 for one in beside_scar] == [True, True]
    assert [one["x"] for one in beside_sign] == [300 - 10 - 28, 310]
    assert everywhere == free


@pytest.mark.parametrize(
    ("scar", "hides"),
    [
        ([[300, 203], [600, 203], [600, 206], [300, 206]], [True, False]),
        ([[315, 100], [318, 100], [318, 300], [315, 300]], [True, True]),
        ([[300, 180], [302, 180], [352, 230], [350, 230]], [True, False]),
        ([[300, 189], [300, 186], [600, 186], [600, 189]], [False, False]),
    ],
    ids=["across", "upright", "slanting", "close by"],
)
def test_a_name_keeps_off_the_narrowest_scar(page: Page, scar: list[list[int]], hides: list[bool]) -> None:
    l4_and_s1 = page.evaluate(PLACED, [[], [scar]])

    assert [one["x"] == 300 - 10 - 28 for one in l4_and_s1] == hides


@pytest.mark.parametrize(
    ("seen", "x"),
    [
        ({"midline": 590}, 590 - 10 - 28),
        ({"midline": -20}, 10),
        ({"midline": 900}, 600 - 10 - 28),
        ({"midline": 20, "left": 34}, 44),
        ({"width": 20}, 30),
    ],
    ids=["near the rim", "left of the view", "right of the view", "below the tape", "nowhere to stand"],
)
def test_no_name_is_cut_off_by_the_rim(page: Page, seen: dict[str, int], x: int) -> None:
    assert [one["x"] for one in page.evaluate(PLACED, [[], [], seen])] == [x, x]


@pytest.mark.parametrize("midline", [-300, 60])
def test_no_name_lies_on_the_words_of_the_ruler(page: Page, midline: int) -> None:
    assert page.evaluate(ON_THE_RULER, midline) == [True, True, True]


def test_signs_of_two_targets_are_made_small_enough_for_one_another(page: Page) -> None:
    near_mm = page.evaluate(
        """async () => {
          const { nearestOthers } = await import("/apart.js");
          const steps = [[0, 0], [20, 0], [3, 4], [20, 0], [90, 0]];
          return nearestOthers(steps, [[1, 2], [3, 5]]).map((mm) => Math.min(mm, 1000));
        }"""
    )

    assert near_mm == pytest.approx([5, 17.46, 5, 20, 1000], abs=0.01)


def test_names_of_side_effects_lie_on_no_other_one(page: Page) -> None:
    places = page.evaluate(
        """async () => {
          const { placeSpotNames } = await import("/spots.js");
          return placeSpotNames([[100, 100, "haematoma"], [130, 100, "swelling"], [100, 112, "redness"]]);
        }"""
    )

    boxes = [
        (x, y, 9.5 * len(name))
        for (x, y), name in zip(places, ("haematoma", "swelling", "redness"), strict=True)
    ]
    meet = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[:n]
        if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and abs(a[1] - b[1]) < 18
    ]
    assert meet == []
    assert places[0] == [100 - 20 - 9.5 * 9, 100]  # on the right stands the other one
