"""The commands of the command line: one file each, found by being here."""

import functools
import importlib
import pkgutil

from planner.commands.command import Command

__all__ = ["Command", "all_commands"]


@functools.cache
def all_commands() -> tuple[Command, ...]:
    """Return the ``COMMAND`` of every file in this folder that has one, by name."""
    modules = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    commands = [module.COMMAND for module in modules if hasattr(module, "COMMAND")]
    return tuple(sorted(commands, key=lambda command: command.name))
