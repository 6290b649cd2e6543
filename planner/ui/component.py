"""A component of ours as Streamlit needs it: JavaScript of the frontend folder, mounted under a name."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from streamlit.components import v2
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

_FOLDER = "frontend"
_DECLARING = Lock()


@dataclass(frozen=True, slots=True)
class Component:
    """A component: what Streamlit calls it, and which files of the folder are its own.

    Parameters
    ----------
    package, name
        Its full name is ``package.name``; no two components have one package.
    file
        Of its JavaScript and its style, without their endings.
    root
        The class of the element that it draws into.
    has_style
        Whether it has a style of its own, which comes a moment after the page's.
    """

    package: str
    name: str
    file: str
    root: str
    has_style: bool = True

    @property
    def full_name(self) -> str:
        """Return what Streamlit calls it."""
        return f"{self.package}.{self.name}"

    def declare(self) -> None:
        """Tell the running server where its files are; again only if it is another server.

        A server among several does so when it starts: a page may ask it for them before it has shown any.
        """
        manager = get_bidi_component_manager()
        with _DECLARING:
            if manager.get_component_asset_root(self.full_name) is None:
                # Streamlit looks for the manifest in a package that is called like its distribution; ours is
                # called planner. So it is handed over here, which serves every new test runtime as well.
                manifest = ComponentManifest(self.package, "1", [ComponentConfig(self.name, _FOLDER)])
                manager.register_from_manifest(manifest, Path(__file__).parent)

    def mounted(self) -> ComponentRenderer:
        """Return what mounts it, its files declared."""
        self.declare()
        return _renderer(self)


@cache
def _renderer(one: Component) -> ComponentRenderer:
    # isolate_styles: Plotly draws into the page's own styles; a shadow root leaves it unstyled.
    return v2.component(
        one.full_name,
        html=f"<div class='{one.root}'></div>",
        js=f"{one.file}.js",
        css=f"{one.file}.css" if one.has_style else None,
        isolate_styles=False,
    )
