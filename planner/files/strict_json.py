"""Text to plain JSON values, refusing everything on which two readers of JSON could disagree."""

import json
import re
from typing import TypeAlias

from planner.errors import FileRefused, NumberNotFinite

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | float | int | bool | None"

MOST_BYTES = 5_000_000  # ours: a session of 20,000 marks needs 2 MB
MOST_LEVELS = 16  # ours: a session needs 5; a parser's stack must never be the limit
_LARGEST = 1e9  # ours: a thousand kilometres; beyond it the geometry would lose its millimetres
_MOST_DIGITS = 15  # the longest whole number that a float holds exactly
_MOST_SHOWN = 40

# One alternative each for a whole string (or an unfinished one, so that the scan stays linear) and a bracket.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_CONTROL_OR_SURROGATE = re.compile("[\x00-\x1f\x7f\u0080-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class _Members(tuple[tuple[str, object], ...]):
    """The members of one JSON object as they were written, doubles included."""

    __slots__ = ()


def read_json(text: str | bytes) -> JsonValue:
    """Return the value that ``text`` holds.

    Raises
    ------
    FileRefused
        If the text is too long, nested too deeply, not UTF-8, not JSON, has a key twice, or hides control
        characters in a text.
    NumberNotFinite
        If a number is NaN, infinite, or larger than anything on a body.
    """
    written = _decoded(text)
    _require_shallow(written)
    try:
        value = json.loads(
            written, object_pairs_hook=_Members, parse_int=_number_of_digits, parse_constant=float
        )
    except json.JSONDecodeError as error:
        raise FileRefused(
            f"The file is not valid JSON at line {error.lineno}, column {error.colno}: {_reason(error.msg)}."
        ) from None
    return _checked(value, "")


def shown(value: object) -> str:
    """Return ``value`` as JSON writes it, cut short and in one line, for a sentence."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "an object"
    written = json.dumps(value, ensure_ascii=True)
    if len(written) <= _MOST_SHOWN:
        return written
    return f"{written[: _MOST_SHOWN - 4]}..." + ('"' if isinstance(value, str) else "")


def member_path(path: str, key: str) -> str:
    """Return the path of the member ``key`` of the object at ``path``, such as ``findings[2].id``."""
    plain = key if key.isprintable() else ascii(key)[1:-1]
    short = plain if len(plain) <= _MOST_SHOWN else f"{plain[: _MOST_SHOWN - 3]}..."
    return f"{path}.{short}" if path else short


def _decoded(text: str | bytes) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode(errors="surrogatepass"))
    if size > MOST_BYTES:
        raise FileRefused(
            f"The file is larger than {MOST_BYTES // 1_000_000} MB: a session is far smaller, "
            "check that it is the right file."
        )
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FileRefused(
                f"The file is not UTF-8 text (byte {error.start + 1}): save it again as UTF-8."
            ) from None
    if text.startswith("\ufeff"):
        raise FileRefused("The file starts with a byte order mark: save it as UTF-8 without BOM.")
    if not text.strip():
        raise FileRefused("The file is empty: a session is one JSON object {...}.")
    return text


def _require_shallow(text: str) -> None:
    level = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        first = found.group()[0]
        level += (first in "[{") - (first in "]}")
        if level > MOST_LEVELS:
            raise FileRefused(
                f"The file nests lists and objects more than {MOST_LEVELS} levels deep: "
                "a session needs 5, check that it is the right file."
            )


def _number_of_digits(digits: str) -> float | int:
    # Python refuses to read whole numbers of more than 4300 digits; as a float they are merely infinite.
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def _reason(message: str) -> str:
    # Python calls a trailing comma "Illegal trailing comma before end of object" from 3.13 on, and something
    # else before; the sentence must not depend on that.
    if "property name" in message or "trailing comma" in message:
        return "a key in double quotes is expected here (a comma after the last value is not allowed)"
    reasons = {
        "Expecting value": "a value is expected here",
        "Expecting ',' delimiter": "a comma or the closing bracket is expected here",
        "Expecting ':' delimiter": "a colon is expected here",
        "Extra data": "the file must end after the first JSON object",
        "Unterminated string starting at": "a text begins here and has no closing quote",
        "Invalid control character at": "a line break, a tab or the like stands inside a text",
        "Invalid \\escape": "a backslash inside a text must be written twice",
        "Invalid \\uXXXX escape": "\\u must be followed by four hexadecimal digits",
    }
    return reasons.get(message.rstrip(": "), message[:1].lower() + message[1:])


def _checked(value: object, path: str) -> JsonValue:
    if isinstance(value, _Members):
        return _checked_object(value, path)
    if isinstance(value, list):
        return [_checked(item, f"{path}[{number}]") for number, item in enumerate(value)]
    if isinstance(value, str):
        _require_plain_text(value, path)
        return value
    if isinstance(value, float | int) and not -_LARGEST <= value <= _LARGEST:  # NaN is not either
        raise NumberNotFinite(
            f"{path or 'The file'} is NaN, infinite or too large: write the number itself, in digits.",
            field=path,
        )
    if value is None or isinstance(value, float | int):
        return value
    raise TypeError(f"json.loads returned a {type(value).__name__}")


def _checked_object(members: _Members, path: str) -> JsonValue:
    checked: dict[str, JsonValue] = {}
    for key, value in members:
        _require_plain_text(key, path)
        below = member_path(path, key)
        if key in checked:
            raise FileRefused(f"The key {shown(key)} is written twice: keep one of them.", field=below)
        checked[key] = _checked(value, below)
    return checked


def _require_plain_text(text: str, path: str) -> None:
    if found := _CONTROL_OR_SURROGATE.search(text):
        raise FileRefused(
            f"A text holds the invisible character U+{ord(found.group()):04X}: type the text again "
            "without it.",
            field=path,
        )
