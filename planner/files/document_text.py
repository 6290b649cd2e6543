"""JSON values as text that a person can read: one record a line, keys in the order given."""

import json

from planner.files.strict_json import JsonValue

_LONGEST_LINE = 400


def document_text(document: JsonValue) -> str:
    """Return ``document`` as indented JSON that ends in a line break.

    A list or an object that holds no object stays on one line, so that an injection is one line and not
    twelve. Text outside ASCII is kept as it is.

    >>> print(document_text({"totals": {"punctures": 1}, "outline_mm": [[20, 400], [90, 400]]}), end="")
    {
      "totals": {"punctures": 1},
      "outline_mm": [[20, 400], [90, 400]]
    }
    """
    return f"{_written(document, '')}\n"


def _written(value: JsonValue, indent: str) -> str:
    if not isinstance(value, dict | list) or not value:
        return _line(value)
    if indent and not _holds_object(value):
        line = _line(value)
        if len(indent) + len(line) <= _LONGEST_LINE:
            return line
    deeper = f"{indent}  "
    if isinstance(value, dict):
        opening, closing = "{", "}"
        rows = [f"{_line(key)}: {_written(item, deeper)}" for key, item in value.items()]
    else:
        opening, closing = "[", "]"
        rows = [_written(item, deeper) for item in value]
    inside = f",\n{deeper}".join(rows)
    return f"{opening}\n{deeper}{inside}\n{indent}{closing}"


def _line(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _holds_object(value: dict[str, JsonValue] | list[JsonValue]) -> bool:
    items = value.values() if isinstance(value, dict) else value
    return any(isinstance(item, dict) or (isinstance(item, list) and _holds_object(item)) for item in items)
