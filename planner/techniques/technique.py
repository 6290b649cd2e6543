"""The contract of a technique: what it says of itself, what it can be set to, and how it places."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from planner.errors import SettingUnknown
from planner.evidence import Cited, Statement
from planner.geometry.bound import GoOn, always
from planner.geometry.found_covers import FoundCovers
from planner.geometry.quick import QuickCover, quick_cover
from planner.session import Operator, PointFinding, SettingValue, Zone
from planner.techniques.density_settings import require_sound_spacings
from planner.techniques.grid import FloatArray, Grid, Passes, Withheld
from planner.techniques.needle import require_reachable_depth
from planner.techniques.setting import ChoiceSetting, NumberSetting, Setting, Settings, says_something

OFF_THE_MAP = "outside the body map"


@dataclass(frozen=True, slots=True)
class KeepOut:
    """An exclusion with its margin, as the techniques meet it."""

    reason: str
    area: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one target may be treated, in tape coordinates.

    Parameters
    ----------
    points
        The tender and trigger points of the target, in the session's order.
    zone
        The treatment zone, exclusions and their margins already cut away; empty if the technique needs none.
    allowed
        The body map's outline without the exclusions and their margins.
    operator
        Whose hand the order is for, if it was said.
    zones
        The drawn zones of the target as they were found.
    go_on
        Told the step and the count of a long search; ``False`` ends it with the best so far.
    quick
        What covers each part of a fill while the user taps.
    covers
        Is given what a long search finds, and may hold what it found before.
    """

    points: tuple[PointFinding, ...]
    zone: MultiPolygon
    allowed: MultiPolygon
    outline: Polygon
    keep_outs: tuple[KeepOut, ...] = ()
    operator: Operator | None = None
    zones: tuple[Zone, ...] = ()
    go_on: GoOn = always
    quick: QuickCover = quick_cover
    covers: FoundCovers | None = None

    def reasons_against(self, places: FloatArray) -> list[str]:
        """Return why no needle goes to each of the (n, 2) places in mm; empty where one may."""
        u_mm, v_mm = places[:, 0], places[:, 1]
        reasons = np.where(shapely.intersects_xy(self.outline, u_mm, v_mm), "", OFF_THE_MAP).astype(object)
        for keep_out in self.keep_outs:
            inside = shapely.intersects_xy(keep_out.area, u_mm, v_mm) & (reasons == "")
            reasons[inside] = keep_out.reason
        return [str(reason) for reason in reasons]


@dataclass(frozen=True, slots=True)
class Placement:
    """What a technique placed on its ground.

    Parameters
    ----------
    direction_deg
        The direction of the rows, or of a square's sides, that was used: 0 runs across the back. [deg]
    notes
        Sentences for the user about what could not be done as asked.
    """

    grid: Grid
    passes: Passes
    withheld: tuple[Withheld, ...] = ()
    notes: tuple[str, ...] = ()
    direction_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most deposits that a technique can place while a user waits, and what to do about it."""

    most: int
    advice: str


@dataclass(frozen=True, slots=True)
class Technique:
    """One way to inject.

    Parameters
    ----------
    settings
        All its settings; depth, angle and needle length are among them.
    needs_zone
        Whether it fills a treatment zone, under those settings.
    place
        Places the injections or passes; pure, in the order of the hand.
    reach_mm
        How far from a deposit or a pass the skin counts as treated. [mm]
    estimated_count
        About how many injections and passes it will place on a zone of so many mm2 with so many points.
    ceiling
        The most that it may be asked for, by that estimate, under those settings; None: the plan's own limit.
    expected_count
        The published range of deposits in a session; None where none was found.
    volume_per_deposit
        The published range of one deposit; None where none was found.
    leaves
        What one prick leaves, in a remark: one word for it in all of them.
    """

    id: str
    title: str
    summary: str
    movement: Statement
    release: Statement
    bevel: Statement
    settings: tuple[Setting, ...]
    needs_zone: Callable[[Settings], bool]
    place: Callable[[Ground, Settings], Placement]
    reach_mm: Callable[[Settings], float]
    estimated_count: Callable[[float, int, Settings], float]
    ceiling: Callable[[Settings], Ceiling | None] = lambda _: None
    expected_count: Cited | None = None
    volume_per_deposit: Cited | None = None
    leaves: str = "deposit"

    def setting(self, name: str) -> Setting:
        """Return the setting of that name.

        Raises
        ------
        KeyError
            If there is none, which is a mistake in the code.
        """
        return {setting.name: setting for setting in self.settings}[name]

    def said(self, settings: Settings) -> Settings:
        """Return those settings that say something under the others."""
        unsaid = {s.name: s.unsaid for s in self.settings if isinstance(s, ChoiceSetting)}
        return Settings(
            tuple(
                (setting.name, settings[setting.name])
                for setting in self.settings
                if says_something(setting, settings) and settings[setting.name] != unsaid.get(setting.name)
            )
        )


def resolve_settings(
    technique: Technique,
    given: Mapping[str, SettingValue] | Iterable[tuple[str, SettingValue]],
    field: str = "settings",
) -> Settings:
    """Return every setting of ``technique``: those given, checked, and the cited defaults of the others.

    Parameters
    ----------
    field
        Where the settings stand in a session file, for the refusal.

    Raises
    ------
    SettingUnknown, SettingOutOfRange, NumberNotFinite, DepthNotReachable, SpacingsContradict
    """
    chosen = dict(given)
    names = [setting.name for setting in technique.settings]
    for name in chosen:
        if name not in names:
            raise SettingUnknown(
                f"The technique {technique.title} has no setting {name!r}: use one of {', '.join(names)}.",
                field=f"{field}.{name}",
            )
    kept = {
        setting.name: setting.accept(chosen[setting.name], f"{field}.{setting.name}")
        for setting in technique.settings
        if setting.name in chosen
    }
    settings = Settings(
        tuple((s.name, kept[s.name] if s.name in kept else _default_of(s, kept)) for s in technique.settings)
    )
    require_reachable_depth(settings, f"{field}.depth_mm")
    require_sound_spacings(technique.said(settings), field)
    return settings


def _default_of(setting: Setting, given: Mapping[str, SettingValue]) -> SettingValue:
    return setting.default_under(given) if isinstance(setting, NumberSetting) else setting.default
