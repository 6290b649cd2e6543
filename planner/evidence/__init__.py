"""Clinical numbers with their unit, range and source."""

from planner.evidence.cited import Cited, Quality, Reading, Role, Source, Statement
from planner.evidence.units import UNITS, span_text, unit_text

__all__ = ["UNITS", "Cited", "Quality", "Reading", "Role", "Source", "Statement", "span_text", "unit_text"]
