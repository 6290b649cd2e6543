"""Where names and signs stand on a map: on nothing else, and within the picture; modules without a server."""

import pytest
from playwright.sync_api import Page

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
