"""What the commands of the store read from around them: the settings and the clock.

The store's libraries take half a second to load. So these commands load them when they run, and no other
command waits for them.
"""

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.storage.address import StoreAddress


def store_address() -> "StoreAddress":
    """Return where the settings say that the store is.

    Raises
    ------
    StoreSettingWrong
    """
    from planner.storage.address import read_address

    return read_address(os.environ)


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
