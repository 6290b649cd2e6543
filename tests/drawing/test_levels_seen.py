"""The palpation map as it is seen without one of the three cones: each band apart from the next."""

import math
from itertools import pairwise

import numpy as np
import pytest

from planner.drawing.roles import Role
from planner.drawing.theme import Theme

LEVELS = range(10)
JUST_SEEN = (
    2.3  # Mahy, Van Eycken and Oosterlinck 1994: the least difference of colours in CIELAB that is seen
)
# Machado, Oliveira and Fernandes 2009 (doi 10.1109/TVCG.2009.113), severity 1: linear RGB as it is seen.
SEEN = {
    "with all cones": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ.sum(axis=1)

seen_by = pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)


def channels(colour: str) -> np.ndarray:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def lab(srgb: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Return a colour in CIELAB as somebody sees it."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    x, y, z = (TO_XYZ @ np.clip(seen @ linear, 0, 1)) / WHITE
    a, b, c = (t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29 for t in (x, y, z))
    return np.array([116 * b - 16, 500 * (a - b), 200 * (b - c)])


def bands(theme: Theme, seen: np.ndarray) -> list[np.ndarray]:
    """Return the bands as they lie on the skin."""
    styles = [theme.style(Role.PALPATION, level) for level in LEVELS]
    skin = channels(theme.style(Role.SKIN).fill)
    return [lab(s.opacity * channels(s.fill) + (1 - s.opacity) * skin, seen) for s in styles]


@seen_by
def test_each_band_of_the_palpation_map_is_seen_apart_from_the_next(theme: Theme, seen: np.ndarray) -> None:
    found = bands(theme, seen)

    apart = [math.dist(one, other) for one, other in pairwise(found)]
    assert min(apart) > JUST_SEEN


@seen_by
def test_the_bands_grow_brighter_or_darker_all_the_way(theme: Theme, seen: np.ndarray) -> None:
    brightness = [float(band[0]) for band in bands(theme, seen)]

    assert brightness == sorted(brightness, reverse=theme.name == "light")
    assert abs(brightness[-1] - brightness[0]) > 9 * JUST_SEEN


def test_a_red_and_a_green_that_lie_apart_are_all_but_one_colour_without_the_green_cones() -> None:
    red, green = channels("#C46A2A"), channels("#8A8A2A")

    with_all = math.dist(lab(red, SEEN["with all cones"]), lab(green, SEEN["with all cones"]))
    without = math.dist(lab(red, SEEN["deuteranopia"]), lab(green, SEEN["deuteranopia"]))

    assert without < with_all / 3
