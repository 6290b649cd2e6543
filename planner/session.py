"""What one visit holds: what palpation gave, where no needle goes, what is treated, and the steps on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from planner.body.patient import Patient
from planner.body.points import PointMm


class FindingKind(StrEnum):
    """What palpation can give."""

    TENDER_POINT = "tender_point"
    TRIGGER_POINT = "trigger_point"
    ZONE = "zone"


class ExclusionKind(StrEnum):
    """Why no needle goes there."""

    SCAR = "scar"
    MOLE = "mole"
    VEIN = "vein"
    TATTOO = "tattoo"
    SKIN_DISEASE = "skin_disease"
    INFECTION = "infection"
    IMPLANT = "implant"
    RADIOTHERAPY_FIELD = "radiotherapy_field"
    OTHER = "other"


class Position(StrEnum):
    """How the patient was held while the back was palpated."""

    STANDING = "standing"
    SEATED = "seated"
    PRONE = "prone"
    SIDE_LYING = "side_lying"


class Side(StrEnum):
    """A side of the patient."""

    PATIENT_LEFT = "patient_left"
    PATIENT_RIGHT = "patient_right"


class Hand(StrEnum):
    """The hand that holds the syringe."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Operator:
    """Who injects: with which hand, and on which side of the patient she stands."""

    hand: Hand
    stands: Side


Outline = tuple[PointMm, ...]
SettingValue = float | str


@dataclass(frozen=True, slots=True)
class PointFinding:
    """A tender point or a trigger point, with the pain that pressing it gave, 0-10."""

    id: str
    kind: FindingKind
    at: PointMm
    intensity: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A drawn painful area, with its pain, 0-10."""

    id: str
    outline: Outline
    intensity: int

    @property
    def kind(self) -> FindingKind:
        """Always a zone."""
        return FindingKind.ZONE


Finding = PointFinding | Zone


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding with the ids of the targets that it belongs to."""

    finding: Finding
    targets: tuple[str, ...]

    @property
    def id(self) -> str:
        """The finding's."""
        return self.finding.id

    def still_in(self, targets: Iterable["Target"]) -> tuple[str, ...]:
        """Return which of its targets are among these."""
        return tuple(target.id for target in targets if target.id in self.targets)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An area with a margin round it in which no needle goes."""

    id: str
    kind: ExclusionKind
    outline: Outline
    margin_mm: float


@dataclass(frozen=True, slots=True)
class Target:
    """Some findings, one technique, and the settings that the user chose herself, sorted by name."""

    id: str
    technique: str
    findings: tuple[str, ...] = ()
    settings: tuple[tuple[str, SettingValue], ...] = ()

    def with_setting(self, name: str, value: SettingValue) -> "Target":
        """Return the target with one setting chosen."""
        chosen = dict(self.settings) | {name: value}
        return replace(self, settings=tuple(sorted(chosen.items())))


@dataclass(frozen=True, slots=True)
class Session:
    """One visit: everything a plan is built from.

    Parameters
    ----------
    operator
        None where nothing was said: the order is then that of the map.
    """

    body_map: str = "back"
    position: Position = Position.PRONE
    patient: Patient | None = None
    findings: tuple[Finding, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    targets: tuple[Target, ...] = ()
    operator: Operator | None = None

    def points_of(self, target: Target) -> tuple[PointFinding, ...]:
        """Return the tender and trigger points of ``target``, in the session's order."""
        return tuple(f for f in self.findings if f.id in target.findings and isinstance(f, PointFinding))

    def zones_of(self, target: Target) -> tuple[Zone, ...]:
        """Return the drawn zones of ``target``, in the session's order."""
        return tuple(f for f in self.findings if f.id in target.findings and isinstance(f, Zone))

    @property
    def marks(self) -> tuple[Marked, ...]:
        """The findings, each with the targets that treat it."""
        return tuple(
            Marked(finding, tuple(target.id for target in self.targets if finding.id in target.findings))
            for finding in self.findings
        )


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasId)


def put(things: tuple[_Named, ...], thing: _Named) -> tuple[_Named, ...]:
    """Return ``things`` with ``thing`` in the place of the one of its id, or at the end."""
    if any(other.id == thing.id for other in things):
        return tuple(thing if other.id == thing.id else other for other in things)
    return (*things, thing)


def without(session: Session, an_id: str) -> Session:
    """Return the session without the finding, exclusion or target of that id."""
    return replace(
        session,
        findings=tuple(f for f in session.findings if f.id != an_id),
        exclusions=tuple(x for x in session.exclusions if x.id != an_id),
        targets=tuple(
            replace(t, findings=tuple(f for f in t.findings if f != an_id))
            for t in session.targets
            if t.id != an_id
        ),
    )
