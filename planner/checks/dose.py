"""How much and how many: volumes, counts and distances against what was published."""

from collections.abc import Iterator

from planner.checks.alert import Alert, Case, Check, Severity, TargetCase
from planner.checks.compared import Compared, Weight
from planner.evidence import Cited, unit_text
from planner.evidence.published import SESSION_VOLUME
from planner.techniques import NumberSetting

ASKED = "check that you meant it"  # no more: what to give is never proposed
ROUNDING = 1e-9  # a value that is exactly on a limit is within it, whatever its last bit
OWN_CHECK = ("zone_volume_ml", "volume_per_deposit_ml")  # settings that the volume checks below speak of


def volume_per_deposit(case: Case) -> Iterator[Alert]:
    """Speak when a deposit holds more or less than any that was published."""
    for one in case.targets:
        published, volumes_ml = one.technique.volume_per_deposit, one.plan.grid.volume_ml
        if published is None or len(volumes_ml) == 0:
            continue
        volume_ml = float(volumes_ml.max())
        if published.low - ROUNDING <= volume_ml <= published.high + ROUNDING:
            continue
        limit = _nearest_end("Volume of a deposit", published, volume_ml)
        yield one.alert(
            "volume_per_deposit_outside_published",
            Severity.CAUTION,
            f"Each {one.technique.leaves} holds {volume_ml:.3g} mL, {_beyond(limit)}: {ASKED}.",
            limit.limit_sources[0],
            limit,
        )


def session_volume(case: Case) -> Iterator[Alert]:
    """Speak when the session holds more than any that was published, and say so when it holds less."""
    volume_ml = case.plan.totals.volume_ml
    if volume_ml > SESSION_VOLUME.high + ROUNDING:
        severity = Severity.CAUTION
    elif 0.0 < volume_ml < SESSION_VOLUME.low - ROUNDING:
        severity = Severity.INFORMATION
    else:
        return
    limit = _nearest_end("Volume of a session", SESSION_VOLUME, volume_ml)
    yield Alert(
        "session_volume_outside_published",
        severity,
        None,
        f"The session holds {volume_ml:.3g} mL, {_beyond(limit)}: {ASKED}.",
        limit.limit_sources[0].key,
        (limit,),
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
            f"{deposits} {technique.title.lower()} deposits, more than any published session: {ASKED}.",
            published.source.key,
            (_nearest_end("Deposits of a session", published, deposits),),
            published.why,
        )


def setting_outside_published(case: Case) -> Iterator[Alert]:
    """Speak of every setting whose value no source has."""
    for one in case.targets:
        said = one.technique.said(one.plan.settings)
        for setting in one.technique.settings:
            if isinstance(setting, NumberSetting) and setting.name in said and setting.name not in OWN_CHECK:
                yield from _outside(one, setting)


CHECKS: tuple[Check, ...] = (
    volume_per_deposit,
    session_volume,
    count,
    setting_outside_published,
)


def _outside(one: TargetCase, setting: NumberSetting) -> Iterator[Alert]:
    cited, value = setting.cited_under(one.plan.settings), one.plan.settings.number(setting.name)
    if cited.is_ours or cited.low - ROUNDING <= value <= cited.high + ROUNDING:
        return
    limit = _nearest_end(setting.label, cited, value)
    yield one.alert(
        "setting_outside_published",
        Severity.CAUTION,
        f"{setting.label} is {value:g} {unit_text(cited.unit)}, {_beyond(limit)}: {ASKED}.",
        limit.limit_sources[0],
        limit,
    )


def _nearest_end(what: str, cited: Cited, value: float) -> Compared:
    """Return the end of the published range that a value lies beyond, as what it is compared with."""
    if value < cited.low:
        return Compared(what, cited, cited.low, Weight.LEAST)
    return Compared(what, cited, cited.high, Weight.MOST)


def _beyond(limit: Compared) -> str:
    return "more than any published" if limit.weight is Weight.MOST else "less than any published"
