"""The shelf of boards on the store of this server."""

from functools import lru_cache

from planner.storage.database import Database
from planner.storage.principal import DESK
from planner.ui.shelf import Shelf
from planner.ui.store import now, opened_store


@lru_cache(maxsize=1)
def _shelf_on(database: Database) -> Shelf:
    return Shelf(database, DESK, now)


def shelf() -> Shelf:
    """Return the shelf.

    Raises
    ------
    StorageRefused
        If the store cannot be opened.
    """
    return _shelf_on(opened_store())
