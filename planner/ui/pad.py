"""The touch pad: where the body map is shown, tapped and drawn upon.

The pad's document goes up whole, with a sequence number; the highest number wins, and the server
acknowledges it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock

from streamlit.components import v2
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

_NAME = "mesoplan.pad"
# Streamlit looks for the manifest in a package that is called like its distribution; ours is called planner.
# So the manifest is handed over here, which serves every new test runtime as well.
_MANIFEST = ComponentManifest("mesoplan", "1", [ComponentConfig("pad", "frontend")])
_DECLARING = Lock()


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
    declare_pad()
    return read_document(
        _pad()(key=key, data=dict(data), on_doc_change=on_document, on_drawn_change=on_drawn)
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


def declare_pad() -> None:
    """Tell the running server where the pad's files are; again only if it is another server.

    A server among several does so when it starts: a page may ask it for them before it has shown any pad.
    """
    manager = get_bidi_component_manager()
    with _DECLARING:
        if manager.get_component_asset_root(_NAME) is None:
            manager.register_from_manifest(_MANIFEST, Path(__file__).parent)


@cache
def _pad() -> ComponentRenderer:
    # isolate_styles: Plotly draws into the page's own styles; a shadow root leaves it unstyled.
    html = "<div class='mp-root'></div>"
    return v2.component(_NAME, html=html, js="pad.js", css="pad.css", isolate_styles=False)
