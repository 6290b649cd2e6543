"""A step after our last one, for the tests: adds a column and a table, slowly enough to be killed."""

import time

import sqlalchemy as sa
from alembic import op

from planner.storage.migrate import VERSIONS

down_revision = max(path.name[1:5] for path in VERSIONS.glob("v*.py"))
revision = f"{int(down_revision) + 1:04d}"
branch_labels = None
depends_on = None

ROWS = 40
STEP_S = 0.002


def upgrade() -> None:
    """Take the step."""
    op.add_column("draft", sa.Column("colour", sa.Text))
    slow = op.create_table("slow", sa.Column("n", sa.Integer, primary_key=True, autoincrement=False))
    for number in range(ROWS):
        op.execute(slow.insert().values(n=number))
        time.sleep(STEP_S)
    op.execute("UPDATE draft SET colour = 'red'")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA user_version = {int(revision)}")
