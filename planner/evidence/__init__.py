"""Clinical numbers with their unit, range and source."""

from planner.evidence.cited import Cited, Quality, Reading, Source, Statement
from planner.evidence.units import UNITS, unit_text

__all__ = ["UNITS", "Cited", "Quality", "Reading", "Source", "Statement", "unit_text"]
