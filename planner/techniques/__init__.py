"""The techniques: a new file that holds a ``TECHNIQUE`` is a new technique, with no edit elsewhere."""

import functools
import importlib
import pkgutil

from planner.errors import UnknownTechnique
from planner.techniques.grid import Grid, Injection, Pass, Passes, Withheld
from planner.techniques.setting import ChoiceSetting, NumberSetting, Setting, Settings
from planner.techniques.technique import Ground, KeepOut, Placement, Technique, resolve_settings

__all__ = [
    "ChoiceSetting",
    "Grid",
    "Ground",
    "Injection",
    "KeepOut",
    "NumberSetting",
    "Pass",
    "Passes",
    "Placement",
    "Setting",
    "Settings",
    "Technique",
    "Withheld",
    "all_techniques",
    "find_technique",
    "resolve_settings",
]


@functools.cache
def all_techniques() -> tuple[Technique, ...]:
    """Return every technique, the most superficial first."""
    modules = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    techniques = [module.TECHNIQUE for module in modules if hasattr(module, "TECHNIQUE")]
    return tuple(sorted(techniques, key=lambda technique: (_default_depth_mm(technique), technique.id)))


def find_technique(technique_id: str, field: str = "technique") -> Technique:
    """Return the technique of that id.

    Raises
    ------
    UnknownTechnique
    """
    known = {technique.id: technique for technique in all_techniques()}
    if technique_id not in known:
        raise UnknownTechnique(
            f"No technique is called {technique_id!r}: use one of {', '.join(known)}.", field=field
        )
    return known[technique_id]


def _default_depth_mm(technique: Technique) -> float:
    return resolve_settings(technique, ()).number("depth_mm")
