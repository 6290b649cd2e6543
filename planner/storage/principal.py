"""Who acts on the store, and in whose clinic."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """A user of one clinic; whoever works there shares its patients, and nobody else sees them.

    Parameters
    ----------
    name
        Stands as author in revisions and audit.
    """

    name: str
    clinic: str


DESK = Principal("desk", "clinic")  # who acts as long as nobody signs in
