"""The first desk of a patient's session, under the session's own id."""

from datetime import datetime

from planner.errors import SavedElsewhere
from planner.files.desk_file import desk_json
from planner.storage.database import Database
from planner.storage.drafts import Draft, NewDraft, find_draft, save_draft
from planner.storage.principal import Principal
from planner.storage.sessions import is_session
from planner.ui.board import desk_of, new_board
from planner.ui.laying_out import laid_out_next
from planner.ui.record import FIRST_TECHNIQUE, find_recorded


def desk_of_session(database: Database, who: Principal, case: str, *, at: datetime) -> Draft | None:
    """Return the first desk of the session that a case names, laid out as the session was saved last.

    None if no session was ever called so: then the case is for practice, or its desk is another one.

    Raises
    ------
    NotInStore
        If the session's patient was erased.
    StorageRefused, FileRefused
    """
    if not is_session(database, case):
        return None
    visit = find_recorded(database, who, case).visit
    board = laid_out_next(new_board(case, FIRST_TECHNIQUE), visit)
    try:
        return save_draft(database, who, NewDraft(case, 0, desk_json(desk_of(board)), case), at=at)
    except SavedElsewhere:  # another tablet laid it out at the same moment
        return find_draft(database, who, case)
