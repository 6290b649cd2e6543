"""Clinical numbers with their unit, range and source."""

from planner.evidence.cited import UNITS, Cited, Quality, Reading, Source, Statement

__all__ = ["UNITS", "Cited", "Quality", "Reading", "Source", "Statement"]
