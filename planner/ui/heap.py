"""Keeps the collection of garbage short: what was there before the first tap is never looked at again.

Streamlit would have all that is left looked at after every run of a page: `.streamlit/config.toml` says no
(``runner.postScriptGC``). Python collects by itself, the young objects often and all of them now and then.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heap_frozen() -> Iterator[None]:
    """Keep what is on the heap out of collections while the block runs."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
