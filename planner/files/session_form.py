"""The published form of a session file, version 1: what each key means, its unit and its limits."""

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from planner.session import ExclusionKind, FindingKind, Hand, Position, Side
from planner.soundness import INTENSITY_MOST, MARGIN_MOST_MM

SCHEMA_VERSION: Final = 1

Id: TypeAlias = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_.:-]{1,64}$",
        description="Name within this session: 1 to 64 letters, digits or _ . : - (no spaces).",
        examples=["p1"],
    ),
]
UMm: TypeAlias = Annotated[
    float,
    Field(
        description="Tape distance on the skin from the midline [mm]; negative is the patient's left.",
        examples=[15],
    ),
]
VMm: TypeAlias = Annotated[
    float,
    Field(description="Tape distance on the skin below the C7 spinous process [mm].", examples=[409]),
]
OutlineMm: TypeAlias = Annotated[
    list[Annotated[tuple[UMm, VMm], Field(description="One corner, [u_mm, v_mm].")]],
    Field(
        description="Corners [u_mm, v_mm] of the area, in order round it, at least 3 different ones; "
        "the last joins the first by itself.",
        examples=[[[20, 400], [90, 400], [90, 460], [20, 460]]],
    ),
]
Intensity: TypeAlias = Annotated[
    int,
    Field(
        description=f"Pain on pressure, numeric rating scale 0 to {INTENSITY_MOST}, whole numbers.",
        examples=[7],
        json_schema_extra={"minimum": 0, "maximum": INTENSITY_MOST},
    ),
]


class Form(BaseModel):
    """What every part of a file obeys: no unknown key, no guess at what a value was meant to be."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class PatientForm(Form):
    """Body measures that scale the body map; null where nobody measured."""

    sex: Literal["female", "male", "unspecified"] = Field(
        description="Which reference body the map starts from; unspecified averages both."
    )
    stature_mm: float | None = Field(None, description="Standing height [mm].", examples=[1626])
    weight_kg: float | None = Field(None, description="Body weight [kg].", examples=[66.8])
    c7_psis_mm: float | None = Field(
        None,
        description="Tape length on the skin from the C7 spinous process to the line between the PSIS "
        "dimples [mm]; null: estimated from stature.",
        examples=[475],
    )


class PointForm(Form):
    """A tender point or a trigger point."""

    id: Id
    kind: Literal[FindingKind.TENDER_POINT, FindingKind.TRIGGER_POINT] = Field(
        description="What palpation gave."
    )
    u_mm: UMm
    v_mm: VMm
    intensity: Intensity


class ZoneForm(Form):
    """A drawn painful area."""

    id: Id
    kind: Literal[FindingKind.ZONE] = Field(description="What palpation gave.")
    outline_mm: OutlineMm
    intensity: Intensity


FindingForm: TypeAlias = Annotated[PointForm | ZoneForm, Field(discriminator="kind")]


class ExclusionForm(Form):
    """An area in which no needle goes, with a margin round it."""

    id: Id
    kind: ExclusionKind = Field(description="Why no needle goes there.")
    outline_mm: OutlineMm
    margin_mm: float = Field(
        description="Distance kept from the outline on the skin [mm].",
        examples=[5],
        json_schema_extra={"minimum": 0, "maximum": MARGIN_MOST_MM},
    )


class TargetForm(Form):
    """Some findings, the technique that treats them, and the settings that were chosen for it."""

    id: Id
    technique: str = Field(
        description="Id of the technique.", examples=["intraepidermal", "nappage", "point_by_point"]
    )
    findings: list[Id] = Field(description="Ids of the findings that this target treats.")
    settings: dict[str, float | str] = Field(
        default_factory=dict,
        description="Settings of the technique by name; one that is left out takes its cited default.",
        examples=[{"pattern": "anchors", "volume_per_deposit_ml": 0.1}],
    )


class OperatorForm(Form):
    """Who injects: it decides on which side the order begins, and which way passes are drawn."""

    hand: Hand = Field(description="The hand that holds the syringe.")
    stands: Side = Field(description="The side of the patient on which the operator stands.")


class SessionForm(Form):
    """One visit: the patient's measures, what palpation found, where no needle goes, what is treated how."""

    model_config = ConfigDict(title="Mesoplan session")

    schema_version: Literal[1] = Field(description="Version of this form; this page describes version 1.")
    body_map: str = Field(description="Id of the body map that the places are on.", examples=["back"])
    position: Position = Field(description="How the patient was held while palpated.")
    patient: PatientForm | None = Field(
        None, description="Null: the median body map, not to scale for this patient."
    )
    findings: list[FindingForm] = Field(default_factory=list, description="What palpation gave.")
    exclusions: list[ExclusionForm] = Field(default_factory=list, description="Where no needle goes.")
    targets: list[TargetForm] = Field(default_factory=list, description="What is treated, and how.")
    operator: OperatorForm | None = Field(
        None, description="Null: nothing was said, and the order is that of the map."
    )
