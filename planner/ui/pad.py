"""The touch pad: where the body map is shown, tapped and drawn upon.

The pad's document goes up whole, with a sequence number; the highest number wins, and the server
acknowledges it.
"""

from collections.abc import Callable, Mapping

from planner.ui.component import Component

PAD = Component("mesoplan", "pad", "pad", "mp-root")


def show_pad(
    data: Mapping[str, object], key: str, on_document: Callable[[], None], on_drawn: Callable[[], None]
) -> Mapping[str, object] | None:
    """Show the pad and return the document that it holds.

    Parameters
    ----------
    data
        What the pad shows: case, acknowledged sequence number, body, plan and order.
    on_document
        Called before the page is drawn again when the pad has sent another document. A browser that meets a
        new session sends its document before the callback is known, so the returned document counts as well.
    on_drawn
        Called once the plan of the newest document stands on the screen.
    """
    return read_document(
        PAD.mounted()(key=key, data=dict(data), on_doc_change=on_document, on_drawn_change=on_drawn)
    )


def read_document(event: object) -> Mapping[str, object] | None:
    """Return the document in what the pad sent, or None if it sent none.

    Parameters
    ----------
    event
        The value of the pad in the session state, or what the mounted pad returned.
    """
    document = event.get("doc") if isinstance(event, Mapping) else None
    return document if isinstance(document, Mapping) else None
