"""The digests that show whether what is stored is what was saved."""

import hashlib
import json
from collections.abc import Sequence

Stored = str | int | None


def sha_of(*values: Stored) -> str:
    """Return the digest of a row's values; text and numbers are told apart.

    Raises
    ------
    TypeError
        If a value is of no kind that our tables hold, as after damage to the file.
    """
    for value in values:
        if not isinstance(value, str | int | None):
            raise TypeError(f"{type(value).__name__} is not stored")
    written = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def first_sha(name: str) -> str:
    """Return what the first link of a chain of that name names as the one before it."""
    return sha_of("mesoplan", name)


def find_break(name: str, links: Sequence[tuple[int, str, str]]) -> int | None:
    """Return the number of the first link that does not follow on the one before it, or None.

    Parameters
    ----------
    links
        Number, digest before and digest of each, in the order of the numbers.
    """
    before = first_sha(name)
    for expected, (n, prev_sha, sha) in enumerate(links, start=1):
        if n != expected or prev_sha != before:
            return expected
        before = sha
    return None
