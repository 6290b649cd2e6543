"""A store behind a door that can be shut, and over a line that loses answers."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from planner.errors import StoreUnreachable
from planner.storage.database import Database


class Unheard(Database):
    """A store that keeps what it is given, over a line that breaks before anybody hears so."""

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with super().writing() as connection:
            yield connection
        raise StoreUnreachable("The line broke.")


class Broken(Unheard):
    """A store whose line breaks after a write got through, and stays broken for whoever asks."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        raise StoreUnreachable("The line broke.")
        yield


class Away(Database):
    """A store that was opened, and whose line or disk is gone since."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        raise StoreUnreachable("The line is gone.")
        yield

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        raise StoreUnreachable("The line is gone.")
        yield


class Door:
    """A store that can be shut, and one whose next answers get lost."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.is_shut = False

    def lose_answers(self) -> None:
        self.database = Unheard(self.database.address, self.database.engine, self.database.lock)

    def break_in_a_write(self) -> None:
        self.database = Broken(self.database.address, self.database.engine, self.database.lock)

    def lose_line(self) -> None:
        self.database = Away(self.database.address, self.database.engine, self.database.lock)

    def mend(self) -> None:
        self.is_shut = False
        self.database = Database(self.database.address, self.database.engine, self.database.lock)

    def __call__(self) -> Database:
        if self.is_shut:
            raise StoreUnreachable("The store cannot be reached.")
        return self.database
