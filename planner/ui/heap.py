"""Keeps the collection of garbage short: Streamlit looks at the whole heap after every run of a page.

What is frozen is not looked at. So the heap is frozen again every second, and looked through as a whole
now and then, for circles of objects that became garbage after they were frozen.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

FREEZE_EVERY_S = 1.0  # ours: at five, collections took a quarter of the time of 50 tablets
_LOOK_THROUGH_EVERY = 300  # ours: one pause in five minutes, of about a tenth of a second


def look_through() -> None:
    """Free all garbage there is, and freeze the rest."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def heap_kept_frozen() -> AsyncIterator[None]:
    """Keep the heap frozen while the block runs."""
    look_through()
    keeping = asyncio.create_task(_keep_frozen())
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


async def _keep_frozen() -> None:
    while True:
        for _ in range(_LOOK_THROUGH_EVERY):
            await asyncio.sleep(FREEZE_EVERY_S)
            gc.freeze()
        look_through()
