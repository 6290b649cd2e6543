"""The published form of a plan, version 1: what each key means, its unit and how it is rounded."""

from typing import Annotated, Literal, NotRequired, TypeAlias

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from planner.files.session_form import Id, UMm, VMm

MM_DECIMALS = 3
DEG_DECIMALS = 3
ML_DECIMALS = 12
RATIO_DECIMALS = 6

Number: TypeAlias = Annotated[int, Field(ge=1, description="Place in the order of the hand, from 1.")]
LengthMm: TypeAlias = Annotated[float, Field(ge=0, description="Length [mm], rounded to 0.001 mm.")]
VolumeMl: TypeAlias = Annotated[
    float,
    Field(ge=0, description="Volume [mL], to 12 decimals: up to 2,000 parts add up within 1e-9 mL."),
]
AreaMm2: TypeAlias = Annotated[
    float, Field(ge=0, description="Area on the skin [mm2], rounded to 0.001 mm2.")
]
PlaceMm: TypeAlias = Annotated[
    tuple[UMm, VMm], Field(description="Place on the skin, [u_mm, v_mm], rounded to 0.001 mm.")
]
FindingId: TypeAlias = Annotated[
    Id | None, Field(description="The point finding that is served; null: the zone.")
]
_closed = with_config(ConfigDict(extra="forbid"))


@_closed
class TotalsPart(TypedDict):
    """The figures of the whole plan."""

    punctures: Annotated[int, Field(ge=0, description="Injections; a pass is counted under passes.")]
    passes: Annotated[int, Field(ge=0, description="Strokes of continuous release.")]
    track_mm: LengthMm
    volume_ml: VolumeMl
    area_mm2: AreaMm2


@_closed
class InjectionPart(TypedDict):
    """One deposit."""

    n: Number
    u_mm: UMm
    v_mm: VMm
    depth_mm: Annotated[float, Field(gt=0, description="Depth of the needle's tip below the skin [mm].")]
    angle_deg: Annotated[
        float, Field(gt=0, le=90, description="Needle against the skin; 90 is upright [deg].")
    ]
    inserted_mm: Annotated[float, Field(gt=0, description="Length of needle in the skin [mm].")]
    volume_ml: VolumeMl
    finding: FindingId
    level: Annotated[
        str | None,
        Field(description="Nearest spinous process; null on a map without a spine.", examples=["L4"]),
    ]
    side: Annotated[Literal["left", "midline", "right"], Field(description="The patient's side.")]
    region: Annotated[
        str | None,
        Field(
            description="Region of the body map, without its side; null outside all.",
            examples=["paravertebral_lumbar"],
        ),
    ]


@_closed
class PassPart(TypedDict):
    """One stroke of continuous release."""

    n: Number
    from_mm: PlaceMm
    to_mm: PlaceMm
    length_mm: LengthMm
    volume_ml: VolumeMl


@_closed
class WithheldPart(TypedDict):
    """A place that the technique asked for and did not get."""

    u_mm: UMm
    v_mm: VMm
    finding: FindingId
    reason: Annotated[str, Field(description="Why no needle goes there.")]


@_closed
class ScorePart(TypedDict):
    """How well the grid of one target serves its zone; null where the technique has no zone."""

    coverage: Annotated[float | None, Field(ge=0, le=1, description="Treated share of the zone.")]
    over_treatment: Annotated[float | None, Field(ge=0, description="Treated area outside the zone / zone.")]
    largest_gap_mm: Annotated[
        float | None,
        Field(ge=0, description="Farthest that a place of the zone is from a deposit or pass [mm]."),
    ]
    spacing_cv: Annotated[
        float | None,
        Field(ge=0, description="Spread of the nearest-neighbour distances, as a share of their mean."),
    ]
    punctures_lower_bound: Annotated[
        int | None,
        Field(
            ge=0,
            description="Proved: no plan that reaches every place of the zone at this spread has fewer "
            "punctures. It is geometry, not need. null: not asked for, or nothing to prove.",
        ),
    ]
    conformity: Annotated[
        float | None,
        Field(ge=0, le=1, description="Treated zone squared / (zone times all treated), after Paddick."),
    ]
    multiplicity: Annotated[
        float | None,
        Field(
            ge=0, description="Deposits or passes that have a place of the zone within reach, in the mean."
        ),
    ]
    largest_gap_at_mm: Annotated[
        PlaceMm | None, Field(description="The place of the zone where the largest gap is.")
    ]
    smallest_spacing_mm: Annotated[
        float | None,
        Field(ge=0, description="Least distance from a deposit, or row of passes, to its nearest one [mm]."),
    ]
    mean_spacing_mm: Annotated[
        float | None,
        Field(ge=0, description="Mean distance from a deposit, or row of passes, to its nearest one [mm]."),
    ]
    exclusion_distance_mm: Annotated[
        float | None,
        Field(ge=0, description="Least distance from a deposit or pass to an exclusion's outline [mm]."),
    ]
    exclusion_margin_distance_mm: Annotated[
        float | None,
        Field(description="Least distance from a deposit or pass to an exclusion's margin [mm]."),
    ]
    volume_ml_per_cm2: Annotated[
        float | None, Field(ge=0, description="Volume of the target / area of its zone [mL/cm2].")
    ]
    punctures_lower_bound_mark: NotRequired[
        Annotated[
            str,
            Field(
                description="What is to stand beside `punctures_lower_bound`; left out where all that it "
                "rests on is published.",
                examples=["our proof, not yet reviewed"],
            ),
        ]
    ]


@_closed
class TargetPart(TypedDict):
    """The grid of one target."""

    id: Id
    technique: Annotated[str, Field(description="Id of the technique.", examples=["point_by_point"])]
    settings: Annotated[
        dict[str, float | str],
        Field(description="Every setting that was used, defaults included; units end the names."),
    ]
    zone_area_mm2: AreaMm2
    injections: list[InjectionPart]
    passes: list[PassPart]
    withheld: list[WithheldPart]
    score: ScorePart


@_closed
class ReadingPart(TypedDict):
    """What one source says of a number."""

    source: Annotated[str, Field(description="Key of the source in the bibliography.", examples=["LAUR07"])]
    low: Annotated[float | None, Field(description="Lower end of its range; null: left open, as in up to 4.")]
    high: Annotated[float | None, Field(description="As `low` where the source gives one value.")]
    role: Annotated[
        Literal["given", "reckoned", "beside"],
        Field(description="Given by the source, our arithmetic with it, or of something else: not counted."),
    ]
    locator: Annotated[str, Field(description="What stands in the source; empty for our own choice.")]


@_closed
class ComparedPart(TypedDict):
    """A number that a remark stands on, with everything that was published about it."""

    what: Annotated[str, Field(description="What the number is of.", examples=["Skin at the waist"])]
    unit: Annotated[str, Field(description="Unit of all its numbers.", examples=["mm"])]
    limit: Annotated[
        float | None, Field(description="The value that was compared with; null: shown beside it.")
    ]
    limit_sources: Annotated[
        list[str], Field(description="Keys of the sources that give the limit themselves, or `ours`.")
    ]
    low: Annotated[float, Field(description="With `high`: the range over all that count, or ours.")]
    high: Annotated[float, Field(description="See `low`.")]
    readings: Annotated[list[ReadingPart], Field(description="What each source says of it.")]


@_closed
class AlertPart(TypedDict):
    """A remark of the checks; it stops nothing by itself."""

    code: Annotated[str, Field(description="Stable name.", examples=["depth_exceeds_skin"])]
    severity: Literal["information", "caution", "stop"]
    target: Annotated[Id | None, Field(description="The target it is about; null: the whole plan.")]
    text: Annotated[
        str, Field(description="For the practitioner: a sentence, then what else is to be known.")
    ]
    source: Annotated[str, Field(description="Key of the source in the bibliography.", examples=["LAUR07"])]
    compared: Annotated[
        list[ComparedPart], Field(description="The numbers it compares with, the limit first; often none.")
    ]


@_closed
class PlanPart(TypedDict):
    """Every injection and pass of one session, in order, with what was withheld and what to look at.

    Millimetres and degrees are rounded to 3 decimals, millilitres to 12, ratios to 6. Places are tape
    distances on the skin: u from the midline, negative on the patient's left; v below the C7 spinous process.
    """

    schema_version: Literal[1]
    totals: TotalsPart
    targets: list[TargetPart]
    alerts: list[AlertPart]
