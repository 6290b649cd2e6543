"""Clinical numbers with their unit, range and source."""

from planner.evidence.cited import Cited, Quality, Reading, Source, Statement
from planner.evidence.units import UNITS, span_text, unit_text

__all__ = ["UNITS", "Cited", "Quality", "Reading", "Source", "Statement", "span_text", "unit_text"]
