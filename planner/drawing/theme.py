"""How each role looks, in a light and a dark room.

Nothing is told by colour alone: a dash, a shape or a number says it too. Pain is one hue from light to dark.
The colours of targets are those of Okabe and Ito (2008, jfly.uni-koeln.de/color), darkened or lightened until
they stand 3:1 off the skin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.drawing.palettes import DARK, LIGHT, Palette
from planner.drawing.roles import Role
from planner.drawing.style import Style

OF_TARGET = "of target"  # a colour that the mark's target decides
OF_INTENSITY = "of intensity"  # a colour that the mark's intensity decides
OF_REGION = "of region"  # a tint that the region's number decides
OF_LEVEL = "of level"  # a colour that the level of the palpation map decides
NEEDLE_WIDTH_MM = 0.4  # SEED: needles 0.4 mm thick
ON_INTENSITY = "on intensity"  # the text colour that reads on the colour of that intensity


_REST = (0.12, 0.24, 0.36, 0.48, 0.6)
REST_STEPS = len(_REST)
_NEUTRAL_SKIN = {"light": ("#EFEAE4", "#9A8E84"), "dark": ("#38342F", "#14120F")}

# One hue from light to dark, each with the text colour that reads on it; the steps of an intensity 0-10.
_PAIN = (
    ("#FEE0B6", "#3A1300"), ("#FDB863", "#3A1300"), ("#F08A3C", "#2B0E00"),
    ("#E66101", "#1F0A00"), ("#C2410C", "#FFFFFF"), ("#8C2D04", "#FFFFFF"),
)  # fmt: skip
_PAIN_STEP = (0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 5)
# Cividis (Nunez, Anderton, Renslow 2018, doi 10.1371/journal.pone.0199239) reads alike with a weakness of
# colour vision: a step for each band from 0 to 10, the farthest from the page where it hurts most.
_LEVELS = (
    "#FEE838", "#E1CC55", "#C3B369", "#A59C74", "#8A8678",
    "#707173", "#575D6D", "#3B496C", "#123570", "#00224E",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """One style for every role, and the colours that depend on a target or an intensity."""

    name: str
    page: str
    styles: Mapping[Role, Style]
    regions: tuple[str, ...]
    targets: tuple[str, ...]
    levels: tuple[str, ...] = _LEVELS

    def style(self, role: Role, category: int = 0) -> Style:
        """Return the looks of ``role``, its colours settled by ``category``.

        Parameters
        ----------
        category
            Number of the target or the region, from 0; for findings the intensity, 0-10, for the palpation
            map the lower level of a band, 0-9.
        """
        style = self.styles[role]
        return replace(
            style,
            stroke=self._settled(style.stroke, category),
            fill=self._settled(style.fill, category),
            opacity=style.opacities[category] if style.opacities else style.opacity,
        )

    def _settled(self, colour: str, category: int) -> str:
        if colour == OF_TARGET:
            return self.targets[category % len(self.targets)]
        if colour == OF_REGION:
            return self.regions[category % len(self.regions)]
        if colour == OF_LEVEL:
            return self.levels[min(max(category, 0), len(self.levels) - 1)]
        if colour in (OF_INTENSITY, ON_INTENSITY):
            return _PAIN[_PAIN_STEP[category]][0 if colour == OF_INTENSITY else 1]
        return colour


def find_theme(*, dark: bool, neutral_skin: bool = False) -> Theme:
    """Return the theme of a light or a dark room; a neutral skin is the same grey-beige for every patient."""
    palette, name = (DARK, "dark") if dark else (LIGHT, "light")
    if neutral_skin:
        skin, shadow = _NEUTRAL_SKIN[name]
        palette = replace(palette, skin=skin, shadow=shadow)
    styles = _body_styles(palette) | _chart_styles(palette) | _plan_styles(palette) | _section_styles(palette)
    styles |= _beside_styles(palette) | _series_styles(palette)
    levels = _LEVELS[::-1] if dark else _LEVELS
    return Theme(name, palette.page, styles, palette.regions, palette.targets, levels)


def _body_styles(c: Palette) -> dict[Role, Style]:
    return {
        Role.SKIN: Style(fill=c.skin),
        Role.SHADOW: Style(stroke=c.shadow, fill=c.shadow),
        Role.LIGHT: Style(stroke=c.light, fill=c.light),
        Role.CONTOUR: Style(stroke=c.ink, width_mm=1.5, least_px=1.5),
        Role.CUT: Style(stroke=c.ink, width_mm=0.6, dash_mm=(2.0, 2.0)),
        Role.CLEFT: Style(stroke=c.ink, width_mm=1.1, least_px=1.2),
        Role.MUSCLE: Style(stroke=c.muscle, width_mm=0.55),
        Role.BONE: Style(stroke=c.bone, width_mm=0.8, dash_mm=(3.2, 2.0)),
        Role.BONE_EDGE: Style(stroke=c.bone, width_mm=1.1),
        Role.BONE_BODY: Style(stroke=c.bone, fill=c.bone_body, opacity=0.45, width_mm=0.8),
        Role.MIDLINE: Style(stroke=c.bone, width_mm=0.5, dash_mm=(1.6, 2.2)),
        Role.SPINOUS: Style(stroke=c.ink, fill=c.bone_body, width_mm=0.5),
        Role.SPINOUS_KEY: Style(stroke=c.ink, fill=c.ink, width_mm=0.5),
    }


def _chart_styles(c: Palette) -> dict[Role, Style]:
    return {
        Role.REGION: Style(stroke=c.bone, fill=OF_REGION, opacity=0.55, width_mm=0.4),
        Role.REGION_NAME: Style(
            stroke=c.halo, fill=c.text, text_mm=5.0, least_px=11.0, shown_from_px_per_mm=1.2
        ),
        Role.LEVEL: Style(
            stroke=c.skin, fill=c.minor_text, text_mm=4.4, least_px=9.0, shown_from_px_per_mm=1.6
        ),
        Role.LEVEL_KEY: Style(stroke=c.skin, fill=c.text, text_mm=6.4, bold=True, least_px=11.0),
        Role.SIDE: Style(stroke=c.page, fill=c.side, text_mm=20.0, bold=True, least_px=20.0),
        Role.SIDE_NAME: Style(stroke=c.page, fill=c.text, text_mm=6.2, least_px=11.0),
        Role.RULER: Style(stroke=c.ruler, width_mm=0.5),
        Role.RULER_TEXT: Style(
            stroke=c.page, fill=c.ruler, text_mm=5.0, least_px=9.0, shown_from_px_per_mm=0.6
        ),
        Role.SCALE: Style(stroke=c.text, width_mm=0.9),
        Role.SCALE_TEXT: Style(stroke=c.page, fill=c.text, text_mm=6.2, least_px=10.0),
    }


def _plan_styles(c: Palette) -> dict[Role, Style]:
    return {
        Role.ZONE: Style(
            stroke=OF_TARGET, fill=OF_TARGET, opacity=0.10, width_mm=0.9, dash_mm=(3.0, 1.6), least_px=1.2
        ),
        Role.PALPATION: Style(stroke=c.ink, fill=OF_LEVEL, opacity=0.6, width_mm=0.35),
        Role.PALPATION_LEVEL: Style(stroke=c.halo, fill=c.text, text_mm=4.4, bold=True, least_px=11.0),
        Role.TARGET_NUMBER: Style(stroke=c.halo, fill=c.text, text_mm=9.0, bold=True, least_px=15.0),
        Role.EXCLUSION_MARGIN: Style(
            stroke=c.keep_out, fill=c.halo, opacity=0.35, width_mm=0.5, dash_mm=(1.2, 1.2)
        ),
        Role.EXCLUSION: Style(stroke=c.keep_out, fill=c.halo, opacity=0.8, width_mm=0.9, hatched=True),
        Role.DEPOSIT: Style(stroke=OF_TARGET, fill=OF_TARGET, opacity=0.16, width_mm=0.35),
        Role.STROKE: Style(stroke=OF_TARGET, width_mm=0.8, least_px=1.2),
        Role.DIRECTION: Style(stroke=OF_TARGET, width_mm=0.8, least_px=1.2),
        Role.INJECTION: Style(stroke=c.halo, fill=OF_TARGET, width_mm=0.35, least_px=2.5),
        Role.NUMBER: Style(stroke=c.halo, fill=c.text, least_px=9.0),
        Role.WITNESS: Style(stroke=c.halo, fill=c.ink, width_mm=0.6, least_px=7.0),
        Role.WITNESS_REACH: Style(stroke=c.ink, width_mm=0.6, dash_mm=(1.6, 1.6), least_px=1.2),
        Role.WITHHELD: Style(stroke=c.withheld, width_mm=0.8, least_px=1.5),
        Role.STEP_OPEN: Style(stroke=OF_TARGET, width_mm=0.6, dash_mm=(1.2, 1.2), least_px=1.2),
        Role.STEP_SKIPPED: Style(stroke=c.withheld, width_mm=0.8, dash_mm=(2.0, 1.4), least_px=1.5),
        Role.STEP_ADDED: Style(stroke=c.halo, fill=c.text, width_mm=0.5, least_px=5.0),
        Role.EFFECT: Style(stroke=c.halo, fill=c.withheld, width_mm=0.5, least_px=6.0),
        Role.EFFECT_NAME: Style(stroke=c.halo, fill=c.text, text_mm=6.0, bold=True, least_px=12.0),
        Role.FINDING: Style(stroke=c.pain_edge, fill=OF_INTENSITY, width_mm=0.7, least_px=1.0),
        Role.FINDING_ZONE: Style(
            stroke=c.pain_edge, fill=OF_INTENSITY, opacity=0.10, width_mm=0.5, dash_mm=(0.8, 1.2)
        ),
        Role.INTENSITY: Style(fill=ON_INTENSITY, bold=True, least_px=11.0),
    }


def _beside_styles(c: Palette) -> dict[Role, Style]:
    return {
        Role.REST: Style(stroke=c.skin, fill=c.ruler, width_mm=0.2, opacities=_REST, least_px=3.0),
        Role.KEPT_ZONE: Style(stroke=c.text, width_mm=0.6, dash_mm=(1.0, 1.4), least_px=1.2),
        Role.KEPT_STROKE: Style(stroke=c.text, width_mm=0.5, dash_mm=(1.6, 1.6), least_px=1.2),
        Role.KEPT_INJECTION: Style(stroke=c.text, width_mm=0.35, least_px=1.2),
        Role.KEPT_NAME: Style(stroke=c.halo, fill=c.text, text_mm=9.0, bold=True, least_px=15.0),
        Role.GAP: Style(stroke=c.withheld, width_mm=0.9, least_px=2.5),
        Role.GAP_PLACE: Style(stroke=c.withheld, width_mm=0.9, least_px=2.0),
        Role.GAP_TEXT: Style(stroke=c.halo, fill=c.text, text_mm=6.0, bold=True, least_px=14.0),
    }


def _series_styles(c: Palette) -> dict[Role, Style]:
    better, worse = c.targets[1], c.withheld
    return {
        Role.CHART_NOISE: Style(fill=c.minor_text, opacity=0.16),
        Role.CHART_LINE: Style(stroke=c.side, width_mm=0.4),
        Role.CHART_SEEN: Style(stroke=c.page, fill=c.side, width_mm=0.2),
        Role.CHART_AFTER: Style(stroke=c.side, width_mm=0.5),
        Role.CHART_BETTER: Style(stroke=c.text, fill=better, width_mm=0.3),
        Role.CHART_WORSE: Style(stroke=c.text, fill=worse, width_mm=0.3),
        Role.CHART_BETTER_TEXT: Style(fill=better, text_mm=3.0, bold=True, least_px=11.0),
        Role.CHART_WORSE_TEXT: Style(fill=worse, text_mm=3.0, bold=True, least_px=11.0),
        Role.EARLIER: Style(stroke=c.text, width_mm=0.9, least_px=1.2),
        Role.EARLIER_ZONE: Style(stroke=c.text, width_mm=0.6, dash_mm=(1.6, 1.6), least_px=1.2),
        Role.LATER: Style(stroke=c.halo, fill=c.side, width_mm=0.5, least_px=2.5),
        Role.LATER_ZONE: Style(stroke=c.side, width_mm=0.8, least_px=1.2),
        Role.SAME_POINT: Style(stroke=c.text, width_mm=0.7, least_px=1.2),
        Role.NEW_POINT: Style(stroke=c.text, fill=c.targets[3], width_mm=0.6, least_px=2.5),
        Role.GONE_POINT: Style(stroke=c.ruler, width_mm=1.0, least_px=1.5),
        Role.PART_SIDE: Style(stroke=c.page, fill=c.side, text_mm=11.0, bold=True, least_px=20.0),
        Role.MATCHED_TEXT: Style(stroke=c.halo, fill=c.text, text_mm=5.0, bold=True, least_px=11.0),
    }


def _section_styles(c: Palette) -> dict[Role, Style]:
    return {
        Role.SECTION_SKIN: Style(fill=c.skin),
        Role.SECTION_FAT: Style(fill=c.fat),
        Role.SECTION_SURFACE: Style(stroke=c.ink, width_mm=0.16),
        Role.SECTION_TEXT: Style(stroke=c.halo, fill=c.text, text_mm=0.85, least_px=11.0),
        Role.SECTION_MEASURE: Style(stroke=c.text, width_mm=0.08),
        Role.CHART_BAR: Style(stroke=c.side, fill=c.side, opacity=0.25, width_mm=0.2),
        Role.CHART_LEAST: Style(fill=c.side),
        Role.CHART_AXIS: Style(stroke=c.ink, width_mm=0.3),
        Role.CHART_TEXT: Style(fill=c.text, text_mm=3.0, least_px=11.0),
        Role.CHART_OWN: Style(fill=c.text, text_mm=3.4, bold=True, least_px=11.0),
        Role.NEEDLE: Style(stroke=c.needle, width_mm=NEEDLE_WIDTH_MM),
        Role.RELEASE: Style(stroke=c.side, width_mm=0.9),
        Role.DROP: Style(stroke=c.halo, fill=c.side, width_mm=0.1),
    }
