"""JSON Schemas as we publish them: the dialect named, a title and a description on top, no Python words."""

from typing import Any, TypeAlias

from planner.files.document_text import document_text

Schema: TypeAlias = dict[str, Any]

_REFERENCE = "#/$defs/"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(schema: Schema, *, title: str, name: str) -> str:
    """Return ``schema`` as the text that ``python -m planner schema`` prints.

    Parameters
    ----------
    name
        Last part of the schema's ``$id``, which ends in the version of the form.
    """
    body = _in_plain_words(schema)
    head: Schema = {"$schema": _DIALECT, "$id": f"urn:mesoplan:{name}:1", "title": title}
    return document_text({**head, "description": " ".join(body.pop("description").split()), **body})


def _in_plain_words(part: Any) -> Any:
    """Return ``part`` without the titles and the endings that come from Python's names."""
    if isinstance(part, list):
        return [_in_plain_words(item) for item in part]
    if isinstance(part, str):
        return _plain_name(part) if part.startswith(_REFERENCE) else part
    if not isinstance(part, dict):
        return part
    return {
        _plain_name(key): _in_plain_words(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }


def _plain_name(name: str) -> str:
    return name.removesuffix("Form").removesuffix("Part")
