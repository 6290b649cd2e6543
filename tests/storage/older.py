"""A store as the first version left it."""

from contextlib import closing

import sqlalchemy as sa

from planner.storage.address import StoreAddress
from planner.storage.database import Database, make_engine


def as_version_1(address: StoreAddress) -> None:
    """Take a store that nobody has open back to the tables of the first version, with all that they hold."""
    database = Database(address, make_engine(address))
    with closing(database), database.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE chain_head"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
        if not database.is_shared:
            connection.execute(sa.text("PRAGMA user_version = 1"))
