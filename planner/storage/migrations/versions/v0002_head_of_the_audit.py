"""A row that names the audit's last line: nothing else would tell that lines were taken off its end."""

import sqlalchemy as sa
from alembic import op

from planner.storage.chain import sha_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Whoever adds to the audit moves its head: no role of an app that is served already loses its right to write.
_GRANT_AS_ON_AUDIT = """
DO $$ DECLARE app text; BEGIN
  FOR app IN SELECT grantee FROM information_schema.role_table_grants
    WHERE table_schema = current_schema() AND table_name = 'audit' AND privilege_type = 'INSERT'
    AND grantee NOT IN (current_user, 'PUBLIC')
  LOOP EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON chain_head TO %I', app); END LOOP;
END $$
"""


def upgrade() -> None:
    """Make the table, and name the line that is the last one now."""
    head = op.create_table(
        "chain_head",
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("link_sha", sa.Text, nullable=False),
        sa.Column("sha", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    last = op.get_bind().execute(sa.text("SELECT n, sha FROM audit ORDER BY n DESC LIMIT 1")).first()
    if last is not None:
        row = {"name": "audit", "n": last.n, "link_sha": last.sha}
        op.execute(head.insert().values(**row, sha=sha_of(*row.values())))
    is_server = op.get_bind().dialect.name == "postgresql"
    op.execute(_GRANT_AS_ON_AUDIT if is_server else "PRAGMA user_version = 2")
