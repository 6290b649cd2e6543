"""What every theme owes every role, and how well it can be read (WCAG 2.2, contrast ratio)."""

import itertools

import pytest

from planner.drawing.roles import Role
from planner.drawing.theme import Theme, find_theme

TEXTS_ON_SKIN = (Role.LEVEL, Role.LEVEL_KEY, Role.REGION_NAME, Role.NUMBER)
TEXTS_ON_PAGE = (Role.SIDE, Role.SIDE_NAME, Role.RULER_TEXT, Role.SCALE_TEXT)
TARGETS = range(5)
INTENSITIES = range(11)


def mixed_with(colour: str, opacity: float, ground: str) -> str:
    parts = [
        round(opacity * int(colour[at : at + 2], 16) + (1 - opacity) * int(ground[at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02X}" for part in parts)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def skin_of(theme: Theme) -> str:
    return theme.style(Role.SKIN).fill


def zone_ground(theme: Theme, target: int) -> str:
    zone = theme.style(Role.ZONE, target)
    return mixed_with(zone.fill, zone.opacity, skin_of(theme))


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_style_in_every_theme(theme: Theme, role: Role) -> None:
    style = theme.style(role)

    assert style.stroke or style.fill
    for colour in (style.stroke, style.fill):
        assert not colour or (len(colour) == 7 and colour.startswith("#"))


@pytest.mark.parametrize("target", TARGETS)
def test_injections_stand_three_to_one_off_skin_and_zone(theme: Theme, target: int) -> None:
    dot = theme.style(Role.INJECTION, target).fill

    assert contrast(dot, skin_of(theme)) >= 3.0
    assert contrast(dot, zone_ground(theme, target)) >= 3.0


@pytest.mark.parametrize("role", [Role.STROKE, Role.DIRECTION, Role.ZONE])
@pytest.mark.parametrize("target", TARGETS)
def test_lines_of_a_plan_stand_three_to_one_off_the_skin(theme: Theme, role: Role, target: int) -> None:
    assert contrast(theme.style(role, target).stroke, skin_of(theme)) >= 3.0


@pytest.mark.parametrize(
    "role", [Role.CONTOUR, Role.BONE, Role.EXCLUSION, Role.EXCLUSION_MARGIN, Role.WITHHELD, Role.FINDING]
)
def test_lines_that_mean_something_stand_three_to_one_off_the_skin(theme: Theme, role: Role) -> None:
    assert contrast(theme.style(role).stroke, skin_of(theme)) >= 3.0


@pytest.mark.parametrize("role", TEXTS_ON_SKIN)
def test_text_on_skin_and_on_zones_reads_at_four_and_a_half_to_one(theme: Theme, role: Role) -> None:
    colour = theme.style(role).fill

    assert contrast(colour, skin_of(theme)) >= 4.5
    if role is Role.NUMBER:
        assert min(contrast(colour, zone_ground(theme, target)) for target in TARGETS) >= 4.5


@pytest.mark.parametrize("role", TEXTS_ON_PAGE)
def test_text_beside_the_body_reads_at_four_and_a_half_to_one(theme: Theme, role: Role) -> None:
    assert contrast(theme.style(role).fill, theme.page) >= 4.5


def test_region_names_read_on_every_region_tint(theme: Theme) -> None:
    for number in range(6):
        region = theme.style(Role.REGION, number)
        ground = mixed_with(region.fill, region.opacity, skin_of(theme))

        assert contrast(theme.style(Role.REGION_NAME).fill, ground) >= 4.5


@pytest.mark.parametrize("intensity", INTENSITIES)
def test_the_number_in_a_finding_reads_on_its_colour(theme: Theme, intensity: int) -> None:
    fill = theme.style(Role.FINDING, intensity).fill

    assert contrast(theme.style(Role.INTENSITY, intensity).fill, fill) >= 4.5


def test_pain_darkens_step_by_step(theme: Theme) -> None:
    brightness = [luminance(theme.style(Role.FINDING, intensity).fill) for intensity in INTENSITIES]

    assert brightness == sorted(brightness, reverse=True)
    assert brightness[0] > brightness[10]


def test_neighbouring_targets_have_different_colours(theme: Theme) -> None:
    colours = [theme.style(Role.INJECTION, target).fill for target in TARGETS]

    assert len(set(colours)) == len(colours)


def test_lines_that_share_a_colour_differ_in_their_dash(theme: Theme) -> None:
    for one, other in itertools.combinations((Role.BONE, Role.BONE_EDGE), 2):
        assert theme.style(one).dash_mm != theme.style(other).dash_mm
    assert theme.style(Role.ZONE).dash_mm
    assert not theme.style(Role.STROKE).dash_mm
    assert theme.style(Role.EXCLUSION).hatched


def test_a_neutral_skin_changes_the_skin_and_nothing_that_is_planned() -> None:
    warm, neutral = find_theme(dark=False), find_theme(dark=False, neutral_skin=True)

    assert warm.style(Role.SKIN).fill != neutral.style(Role.SKIN).fill
    assert warm.style(Role.INJECTION) == neutral.style(Role.INJECTION)
