"""Parts of zones whose quick cover was found already: a tap changes one part, and only that one is new.

The parts of a zone that are far apart know nothing of each other. So what was found for one holds until
something changes that it depends on, and it is the same whether it was remembered or not.
"""

import hashlib
from collections import OrderedDict
from functools import lru_cache
from threading import Lock

from planner.geometry.problem import Problem
from planner.geometry.quick import quick_cover
from planner.geometry.rows import FloatArray

_MOST_KEPT = 2000  # some ten deposits each


class CoveredParts:
    """Covers of parts, the latest used ones; safe for many users."""

    def __init__(self) -> None:
        self._covers: OrderedDict[bytes, FloatArray] = OrderedDict()
        self._lock = Lock()

    def cover(self, problem: Problem) -> FloatArray:
        """Return the quick cover of a part."""
        key = hashlib.sha256(problem.identity).digest()
        with self._lock:
            found = self._covers.get(key)
        if found is None:
            found = quick_cover(problem)
            found.setflags(write=False)  # all users share it
        with self._lock:
            self._covers[key] = found
            self._covers.move_to_end(key)
            if len(self._covers) > _MOST_KEPT:
                self._covers.popitem(last=False)
        return found


@lru_cache(maxsize=1)
def covered_parts() -> CoveredParts:
    """Return what was covered for all users together."""
    return CoveredParts()
