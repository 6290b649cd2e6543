"""Mesoplan: plans intradermal injections on a body map that is true in millimetres."""

__version__ = "0.1.0"
