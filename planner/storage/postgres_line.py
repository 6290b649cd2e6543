"""A line to PostgreSQL on which nobody waits for ever."""

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.rows import TupleRow

PATIENCE_S = 12.0  # ours: beyond the server's own limits on a statement and on a lock
_Answer = TypeVar("_Answer")


class ImpatientConnection(Connection[TupleRow]):
    """Gives the line up when no answer comes.

    A server that was cut off in silence, or that hangs with its machine, closes nothing and answers nothing;
    the limits of the operating system do not see the second kind at all.
    """

    def wait(self, gen: PQGen[_Answer], *words: Any, **named: Any) -> _Answer:
        """Return the answer.

        Raises
        ------
        OperationalError
            If none came in time; the line is closed then, or a late answer would be taken for another's.
        """
        try:
            return super().wait(gen, *words, **{"timeout": PATIENCE_S} | named)
        except OperationalError as failure:
            if failure.sqlstate is None:  # the server said nothing
                self.pgconn.finish()
            raise
