"""The bodies of sessions and drafts: JSON objects, of which storage knows only that and their version."""

from planner.errors import FileRefused
from planner.files.strict_json import read_json


def require_body(body: str) -> int:
    """Return the ``schema_version`` that a body names.

    Raises
    ------
    FileRefused
        If it is not one JSON object with such a number: what cannot be read again is not kept.
    """
    document = read_json(body)
    version = document.get("schema_version") if isinstance(document, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FileRefused(
            "What is to be saved names no schema_version: reload the page.", field="schema_version"
        )
    return version
