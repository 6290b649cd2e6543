"""The doors: sessions and plans as JSON, and the schemas that other tools can rely on."""

from planner.files.plan_file import plan_json, plan_schema
from planner.files.session_file import read_session, session_json
from planner.files.session_schema import session_schema
from planner.files.visit_file import read_visit, visit_json, visit_schema

__all__ = [
    "plan_json",
    "plan_schema",
    "read_session",
    "read_visit",
    "session_json",
    "session_schema",
    "visit_json",
    "visit_schema",
]
