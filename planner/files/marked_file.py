"""A finding together with its targets, as JSON: a mark of the pad, or what waits to be confirmed."""

from typing import Annotated, TypeAlias

from pydantic import Field

from planner.files.session_file import finding_members, finding_of
from planner.files.session_form import Id, PointForm, ZoneForm
from planner.files.strict_json import JsonValue
from planner.session import Marked

_TargetIds: TypeAlias = Annotated[
    list[Id],
    Field(description="Ids of the targets that it belongs to, or did when it was last found."),
]


class MarkedPointForm(PointForm):
    """A point with the targets that it belongs to."""

    targets: _TargetIds = Field(default_factory=list)


class MarkedZoneForm(ZoneForm):
    """A zone with the targets that it belongs to."""

    targets: _TargetIds = Field(default_factory=list)


MarkedForm: TypeAlias = Annotated[MarkedPointForm | MarkedZoneForm, Field(discriminator="kind")]


def marked_of(form: MarkedForm) -> Marked:
    """Return the mark that its form describes."""
    return Marked(finding_of(form), tuple(form.targets))


def marked_members(marked: Marked) -> dict[str, JsonValue]:
    """Return a mark as JSON has it."""
    return finding_members(marked.finding) | {"targets": list(marked.targets)}
