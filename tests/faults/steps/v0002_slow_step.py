"""A step for the tests: adds a column and a table and fills both, slowly enough to be killed meanwhile."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
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
        op.execute("PRAGMA user_version = 2")
