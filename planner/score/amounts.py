"""How much: needle entries, track, volume, area, and the volume on each square centimetre."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.evidence import sources
from planner.plan import TargetPlan
from planner.score.measure import Better, Measure

MM2_PER_CM2 = 100.0


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of some targets together; zones of different targets add up, also where they overlap."""

    punctures: int
    passes: int
    track_mm: float
    volume_ml: float
    zone_area_mm2: float
    volume_ml_per_cm2: float | None


def amounts_of(targets: Sequence[TargetPlan]) -> Amounts:
    """Return what some targets get together."""
    zone_mm2 = math.fsum(target.zone_area_mm2 for target in targets)
    on_zones_ml = math.fsum(target.volume_ml for target in targets if not target.zone.is_empty)
    return Amounts(
        punctures=sum(len(target.grid) for target in targets),
        passes=sum(len(target.passes) for target in targets),
        track_mm=math.fsum(math.fsum(target.passes.length_mm) for target in targets),
        volume_ml=math.fsum(target.volume_ml for target in targets),
        zone_area_mm2=zone_mm2,
        volume_ml_per_cm2=on_zones_ml / (zone_mm2 / MM2_PER_CM2) if zone_mm2 > 0 else None,
    )


MEASURES = (
    Measure(
        "entries",
        "Needle entries",
        "",
        0,
        Better.LOWER,
        "How often the needle enters the skin: once for each injection and once for each pass. Little is "
        "the rule of the field.",
        "number of injections + number of passes",
        sources.OURS,
    ),
    Measure(
        "punctures_lower_bound",
        "Fewest possible",
        "",
        0,
        Better.NEITHER,
        "No plan can serve this zone with fewer deposits at the chosen reach. It is geometry, not clinical "
        "need.",
        "a proven lower bound on the number of discs that cover the zone (docs/geometry.md); what rests on "
        "our own proof, which nobody has reviewed yet, is marked",
        sources.OURS,
    ),
    Measure(
        "track_mm",
        "Needle track",
        "mm",
        0,
        Better.NEITHER,
        "The length of all passes together: how far the needle travels in the skin.",
        "sum of the lengths of all passes",
        sources.OURS,
    ),
    Measure(
        "volume_ml",
        "Volume",
        "mL",
        2,
        Better.NEITHER,
        "All that is injected in the session, as you entered it.",
        "sum over injections and passes",
        sources.OURS,
    ),
    Measure(
        "volume_ml_per_cm2",
        "Given per cm²",
        "mL",
        3,
        Better.NEITHER,
        "What one square centimetre of the treatment zone is given in the mean.",
        "volume of the targets that have a zone / area of their zones",
        sources.OURS,
    ),
)
