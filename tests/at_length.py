"""How many examples a property is asked of: a few in every run, hundreds in ``make long``."""

import os
from typing import Any

from hypothesis import settings

AT_LENGTH = int(os.environ.get("MESOPLAN_EXAMPLES", "0"))


def examples(count: int, **more: Any) -> settings:
    """Return what asks a property of so many examples, or of ``MESOPLAN_EXAMPLES`` if those are more.

    At length other examples are tried each time, also by tests that otherwise try the same ones in every run.
    """
    if count >= AT_LENGTH:
        return settings(max_examples=count, **more)
    return settings(max_examples=AT_LENGTH, print_blob=True, **(more | {"derandomize": False}))
