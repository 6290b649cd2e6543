"""How many patients were erased: by this number alone a page notices that what it shows may be gone."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from planner.errors import StorageRefused
from planner.storage.patients import count_erased
from planner.storage.principal import DESK
from planner.ui.store import opened_store

ERASED_URL = "/erased"
_UNKNOWN = 503


def erased() -> int | None:
    """Return how many patients were ever erased; None if the store cannot tell."""
    try:
        return count_erased(opened_store(), DESK)
    except StorageRefused:
        return None


def send_erased(_request: Request) -> JSONResponse:
    """Return that number to a page. It names nobody, so no address and no log does."""
    count = erased()
    return JSONResponse(
        {"erased": count},
        status_code=_UNKNOWN if count is None else 200,
        headers={"Cache-Control": "no-store"},
    )
