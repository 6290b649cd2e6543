"""Alembic's way in: it runs each step on the connection that `planner.storage.migrate` hands over."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=True,
    on_version_apply=context.config.attributes["on_step"],
)
with context.begin_transaction():
    context.run_migrations()
