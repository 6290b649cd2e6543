"""Keeps whatever a run of a page showed until it is sent, also if a part of the page runs again before that.

Of that part Streamlit drops what waits to be sent. It keeps what stands behind it, what belongs to a part
inside it, and the word that the page is whole: so the browser is told to put an eighth thing where it has one
("Bad delta path index") and stops for good, or takes the pad away for a moment. Sent in order, the same
messages are what a faster line would have brought.
"""

from typing import Any

from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue


class WholeQueue(ForwardMsgQueue):
    """The messages of a page that wait to be sent; when a part of it runs again, none is taken away."""

    def clear(self, *how: Any, **named: Any) -> None:
        """Forget what waits; if fragments begin to run, what they show goes behind it, never into it."""
        if named.get("fragment_ids_this_run"):
            self._delta_index_map = {}
        else:
            super().clear(*how, **named)


def keep_queues_whole() -> None:
    """Have every page that is opened from now on wait in such a queue."""
    setattr(app_session, ForwardMsgQueue.__name__, WholeQueue)
