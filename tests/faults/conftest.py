"""The same stores as in ``tests/storage``; `make faults` repeats every fault many times more."""

from tests.storage.conftest import address, file_address, made_files, new_address, postgres

__all__ = ["address", "file_address", "made_files", "new_address", "postgres"]
