"""JSON Schemas as we publish them: the dialect named, a title and a description on top, no Python words."""

from typing import Any, TypeAlias

from planner.files.document_text import document_text

Schema: TypeAlias = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(schema: Schema, *, title: str, name: str) -> str:
    """Return ``schema`` as the text that ``python -m planner schema`` prints.

    Parameters
    ----------
    name
        Last part of the schema's ``$id``, which ends in the version of the form.
    """
    body = {key: value for key, value in schema.items() if key != "title"}
    head: Schema = {"$schema": _DIALECT, "$id": f"urn:mesoplan:{name}:1", "title": title}
    description = body.pop("description", "")
    return document_text({**head, "description": " ".join(description.split()), **_without_titles(body)})


def _without_titles(part: Any) -> Any:
    """Return ``part`` without the titles that pydantic makes up from Python names."""
    if isinstance(part, list):
        return [_without_titles(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: _without_titles(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }
