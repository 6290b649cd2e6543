"""How much and how many: volumes, counts and distances against what was published."""

from collections.abc import Iterator

import numpy as np

from planner.checks.alert import Alert, Case, Check, Severity, TargetCase
from planner.evidence import unit_text
from planner.evidence.published import SESSION_VOLUME, WHEAL_VOLUME_ML, WHEAL_WIDTH
from planner.geometry.spacing import nearest_distances
from planner.techniques import NumberSetting

ROUNDING = 1e-9  # a value that is exactly on a limit is within it, whatever its last bit
OWN_CHECK = ("zone_volume_ml", "volume_per_deposit_ml")  # settings that the volume checks below speak of


def volume_per_deposit(case: Case) -> Iterator[Alert]:
    """Speak when a deposit holds more or less than any that was published."""
    for one in case.targets:
        published, volumes_ml = one.technique.volume_per_deposit, one.plan.grid.volume_ml
        if published is None or len(volumes_ml) == 0:
            continue
        volume_ml = float(volumes_ml.max())
        if volume_ml > published.high + ROUNDING:
            advice = "give less, or spread it over more deposits"
        elif volume_ml < published.low - ROUNDING:
            advice = "give more, or take fewer deposits"
        else:
            continue
        yield one.alert(
            "volume_per_deposit_outside_published",
            Severity.CAUTION,
            f"Each deposit holds {volume_ml:.3g} mL, outside the published {published.range_text}: {advice}.",
            published.source,
        )


def session_volume(case: Case) -> Iterator[Alert]:
    """Speak when the session holds more than any that was published."""
    volume_ml = case.plan.totals.volume_ml
    if volume_ml > SESSION_VOLUME.high + ROUNDING:
        largest = max(SESSION_VOLUME.also, key=lambda reading: reading.high)
        yield Alert(
            "session_volume_outside_published",
            Severity.CAUTION,
            None,
            f"The session holds {volume_ml:.3g} mL, outside the range seen in published protocols "
            f"({SESSION_VOLUME.range_text}): lower a volume, or treat less in one visit.",
            largest.source.key,
        )


def count(case: Case) -> Iterator[Alert]:
    """Speak when a technique leaves more deposits than any published session."""
    for technique in dict.fromkeys(one.technique for one in case.targets):
        of_it = [one for one in case.targets if one.technique is technique]
        deposits = sum(len(one.plan.grid) for one in of_it)
        published = technique.expected_count
        if published is None or deposits <= published.high:
            continue
        yield Alert(
            "count_outside_published",
            Severity.CAUTION,
            of_it[0].target.id if len(of_it) == 1 else None,
            f"{deposits} {technique.title.lower()} deposits are outside the range seen in published "
            f"protocols ({published.low:g} to {published.high:g}): widen the spacing, or treat less in one "
            "visit.",
            published.source.key,
        )


def wheals_meet(case: Case) -> Iterator[Alert]:
    """Speak when deposits large enough to raise a wheal stand closer than wheals are wide."""
    large = [(one, one.plan.grid.volume_ml >= WHEAL_VOLUME_ML - ROUNDING) for one in case.targets]
    places = [one.plan.grid.places[kept] for one, kept in large]
    owner = np.repeat(np.arange(len(large)), [len(part) for part in places])
    if len(owner) < 2:
        return
    distances_mm = nearest_distances(np.vstack(places))
    close = distances_mm < WHEAL_WIDTH.value - ROUNDING
    if not close.any():
        return
    owners = {case.targets[index].target.id for index in owner[close].tolist()}
    smallest_mm = float(distances_mm.min())
    yield Alert(
        "wheals_meet",
        Severity.CAUTION if smallest_mm < WHEAL_WIDTH.low else Severity.INFORMATION,
        owners.pop() if len(owners) == 1 else None,
        f"{int(close.sum())} deposits stand closer than a wheal is wide ({WHEAL_WIDTH.range_text}), the "
        f"nearest {smallest_mm:.1f} mm apart: leave one out, or widen the spacing.",
        WHEAL_WIDTH.source.key,
    )


def setting_outside_published(case: Case) -> Iterator[Alert]:
    """Speak of every setting whose value no source has."""
    for one in case.targets:
        for setting in one.technique.settings:
            if isinstance(setting, NumberSetting) and setting.name not in OWN_CHECK:
                yield from _outside(one, setting)


CHECKS: tuple[Check, ...] = (
    volume_per_deposit,
    session_volume,
    count,
    wheals_meet,
    setting_outside_published,
)


def _outside(one: TargetCase, setting: NumberSetting) -> Iterator[Alert]:
    cited, value = setting.cited_under(one.plan.settings), one.plan.settings.number(setting.name)
    if cited.is_ours or cited.low - ROUNDING <= value <= cited.high + ROUNDING:
        return
    nearest = cited.low if value < cited.low else cited.high
    unit = unit_text(cited.unit)
    yield one.alert(
        "setting_outside_published",
        Severity.CAUTION,
        f"{setting.label} is {value:g} {unit}, outside the published {cited.range_text}: set {nearest:g} "
        f"{unit} unless you have a reason.",
        cited.source,
    )
