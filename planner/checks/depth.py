"""How deep: the tip against the skin of the site, the needle and the thorax."""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from planner.body import FittedMap, levels_of
from planner.checks.alert import Alert, Case, Check, Severity, TargetCase
from planner.checks.compared import Compared, Weight
from planner.evidence import Cited, Reading, Role
from planner.evidence.published import BESIDE_THE_MIDLINE, DEPTH_OVER_THORAX, HUB_CLEARANCE
from planner.evidence.skin import FOUND_IN_FAT, SKIN_ELSEWHERE, SKIN_LOWER_BACK, SKIN_UPPER_BACK
from planner.plan import TargetPlan
from planner.techniques import NumberSetting
from planner.techniques.grid import FloatArray
from planner.techniques.needle import inserted_by

# Ours: two sites of the back were measured. The scapula's lower angle, at T8, parts them; from there down the
# thinner waist is taken, the cautious of the two.
MEASURED_SITES = (
    (re.compile(r"C\d|T[1-7]"), "over the shoulder blade", SKIN_UPPER_BACK),
    (re.compile(r"T(8|9|1[0-2])|L\d|S\d"), "at the waist", SKIN_LOWER_BACK),
)
UNMEASURED_SITE = ("at the thigh, the thinnest site measured", SKIN_ELSEWHERE)
THORAX = re.compile(r"T([1-9]|1[0-2])")


def thinnest_skin(target: TargetPlan, fitted: FittedMap) -> tuple[str, Cited] | None:
    """Return where a target meets the thinnest skin, and how thick it is there; None if nowhere."""
    sites = {_site(level) for level in set(levels_of(fitted, _places(target)[:, 1]))}
    return min(sites, key=lambda site: site[1].value, default=None)


def depth_exceeds_skin(case: Case) -> Iterator[Alert]:
    """Speak when the tip goes deeper than the skin is thick where it is thinnest."""
    for one in case.targets:
        depth_mm = one.plan.settings.number("depth_mm")
        thinnest = thinnest_skin(one.plan, case.fitted)
        if thinnest is None or thinnest[1].value >= depth_mm:
            continue
        where, skin = thinnest
        yield one.alert(
            "depth_exceeds_skin",
            Severity.CAUTION,
            f"At {depth_mm:g} mm the tip passes the skin, {skin.value:g} mm on average {where} by "
            f"{skin.source.graded}: the deposit may lie in the fat.",
            skin.source,
            Compared(f"Skin {where}", skin, skin.value, Weight.TOLD),
            *_depths_of(one),
            Compared("Injections reported as intradermal whose computed depth lies in the fat", FOUND_IN_FAT),
            more=f"We take this site for these levels; thinner skins exist.{_as_deep(one, depth_mm)}",
        )


def needle_nearly_full(case: Case) -> Iterator[Alert]:
    """Speak when next to nothing of the needle stays out of the skin."""
    for one in case.targets:
        in_skin_mm, length_mm = inserted_by(one.plan.settings), one.plan.settings.number("needle_length_mm")
        if length_mm - in_skin_mm < HUB_CLEARANCE.value and len(_places(one.plan)):
            yield one.alert(
                "needle_nearly_full",
                Severity.CAUTION,
                f"{in_skin_mm:.1f} mm of the {length_mm:g} mm needle are in the skin: take a longer needle, "
                "so that its end can be seen and held.",
                HUB_CLEARANCE.source,
                Compared("Needle that stays out", HUB_CLEARANCE, HUB_CLEARANCE.value),
            )


def deep_over_thorax(case: Case) -> Iterator[Alert]:
    """Speak when a deep needle goes in beside the spine over the chest."""
    for one in case.targets:
        depth_mm, pleura = one.plan.settings.number("depth_mm"), BESIDE_THE_MIDLINE
        if depth_mm <= DEPTH_OVER_THORAX.value:
            continue
        places = _places(one.plan)
        beside = places[np.abs(places[:, 0]) > pleura.value]
        count = sum(THORAX.fullmatch(level) is not None for level in levels_of(case.fitted, beside[:, 1]))
        if count:
            yield one.alert(
                "deep_over_thorax",
                Severity.STOP,
                f"{'1 needle goes' if count == 1 else f'{count} needles go'} {depth_mm:g} mm deep over the "
                f"chest, more than {pleura.value:g} mm from the midline. We stop above "
                f"{DEPTH_OVER_THORAX.value:g} mm (ours); {pleura.source.graded} finds the pleura "
                f"{pleura.value:g} mm from it {pleura.caveat}.",
                DEPTH_OVER_THORAX.source,
                Compared("Depth over the chest", DEPTH_OVER_THORAX, DEPTH_OVER_THORAX.value, Weight.TOLD),
                Compared(f"Pleura from the midline, {pleura.caveat}", pleura),
                *_depths_of(one),
                more="No source gives a safe depth.",
            )


CHECKS: tuple[Check, ...] = (depth_exceeds_skin, needle_nearly_full, deep_over_thorax)


def _places(target: TargetPlan) -> FloatArray:
    return np.vstack([target.grid.places, target.passes.starts, target.passes.ends])


def _depths_of(one: TargetCase) -> Iterator[Compared]:
    """Yield the depths published for the technique: the other side of what is said."""
    setting = one.technique.setting("depth_mm")
    if isinstance(setting, NumberSetting):
        yield Compared(f"Depth, {one.technique.title.lower()}", setting.cited_under(one.plan.settings))


def _as_deep(one: TargetCase, depth_mm: float) -> str:
    """Return the sources whose depths hold this one, those apart who call it another layer."""
    published = [reading for depth in _depths_of(one) for reading in depth.cited.readings]
    holding = [reading for reading in published if reading.holds(depth_mm)]
    own = [reading for reading in holding if not reading.layer and reading.role is not Role.BESIDE]
    for_it = (
        f" Published for {one.technique.title.lower()} with {depth_mm:g} mm: {_graded(own)}." if own else ""
    )
    layers = dict.fromkeys(reading.layer for reading in holding if reading.layer)
    named = [
        f" As {layer}: {_graded(reading for reading in holding if reading.layer == layer)}."
        for layer in layers
    ]
    return "".join([for_it, *named])


def _graded(readings: Iterable[Reading]) -> str:
    return ", ".join(dict.fromkeys(reading.source.graded for reading in readings))


def _site(level: str) -> tuple[str, Cited]:
    for pattern, where, skin in MEASURED_SITES:
        if pattern.fullmatch(level):
            return where, skin
    return UNMEASURED_SITE
