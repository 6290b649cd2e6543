"""Every refusal by name. A refusal stops the step it happens in and changes nothing."""

from collections.abc import Sequence


class PlannerError(Exception):
    """A refusal: one sentence for the user that says what to do.

    Parameters
    ----------
    message
        The sentence that the screen and the command line show as it is.
    field
        Where the refused value stands in a session file, such as ``findings[2].intensity``.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field

    def __reduce__(self) -> tuple[object, ...]:
        """Let a refusal come whole out of another process, whatever else than a sentence it carries."""
        return _made_again, (type(self), self.args, vars(self).copy())


def _made_again(kind: type[PlannerError], said: tuple[str, ...], held: dict[str, object]) -> PlannerError:
    refusal = kind.__new__(kind, *said)
    vars(refusal).update(held)
    return refusal


class PointOffBodyMap(PlannerError):
    """A point does not lie on the outline of the body map."""


class ZoneTooFewPoints(PlannerError):
    """A drawn area has fewer than three different corners, or no area."""


class ZoneCrossesItself(PlannerError):
    """A drawn outline crosses itself; the mended outlines are offered, never taken in silence.

    Parameters
    ----------
    mended
        One closed outline for each piece of the mended area, each a sequence of (u, v). [mm]
    """

    def __init__(
        self, message: str, *, mended: Sequence[Sequence[tuple[float, float]]], field: str = ""
    ) -> None:
        super().__init__(message, field=field)
        self.mended = tuple(tuple(outline) for outline in mended)


class NumberNotFinite(PlannerError):
    """A number is NaN or infinite."""


class IntensityOutOfRange(PlannerError):
    """An intensity is not a whole number from 0 to 10."""


class SettingOutOfRange(PlannerError):
    """A setting lies outside what the geometry can serve."""


class SettingUnknown(PlannerError):
    """A technique has no setting of that name, or no such choice."""


class SpacingsContradict(PlannerError):
    """Two spacings of a target contradict each other."""


class DepthNotReachable(PlannerError):
    """The needle cannot reach the depth at the angle chosen."""


class DuplicateId(PlannerError):
    """Two things of one session have the same id."""


class UnknownFinding(PlannerError):
    """A target names a finding that the session does not have."""


class UnknownTechnique(PlannerError):
    """No technique of that name is known."""


class UnknownBodyMap(PlannerError):
    """No body map of that name is known."""


class NothingLeftOfZone(PlannerError):
    """Nothing is left of a treatment zone once the exclusions are cut away."""


class TooManyInjections(PlannerError):
    """The plan would have more injections than anyone could give."""


class PatientOutOfRange(PlannerError):
    """A body measure lies outside the range in which the body map is known to hold."""


class FileRefused(PlannerError):
    """A file or a document from the screen does not follow the published form."""


class VisitRefused(PlannerError):
    """What is to be noted of a visit contradicts what was noted before, or cannot be."""


class BodyMapUnreadable(PlannerError):
    """A body map's SVG breaks the published format."""


class ServerSettingWrong(PlannerError):
    """A setting of the server cannot be used."""


class StorageRefused(PlannerError):
    """The store of patients and sessions cannot do what was asked; nothing in it has changed."""


class StoreUnreachable(StorageRefused):
    """The store cannot be reached or written just now; the same step may succeed later."""


class StoreInUse(StorageRefused):
    """Another process holds the database file."""


class StoreSettingWrong(StorageRefused):
    """A setting that says where the store is, or how to open it, cannot be used."""


class NotOurDatabase(StorageRefused):
    """The file or server holds no database of ours: it is empty, cut off or another program's."""


class DatabaseMissing(StorageRefused):
    """The database was here once and is gone."""


class NewerDatabase(StorageRefused):
    """The database was written by a later version of this program."""


class OlderDatabase(StorageRefused):
    """The database has to be brought to this version first."""


class WrongKey(StorageRefused):
    """The database is encrypted with another key, or is not encrypted although a key is set."""


class StoreDamaged(StorageRefused):
    """What is stored is not what was saved."""


class NotInStore(StorageRefused):
    """No patient, session or draft of that name is kept for this user."""


class SavedElsewhere(StorageRefused):
    """Somebody saved another state meanwhile; both are here to choose from.

    Parameters
    ----------
    mine
        The body that was to be saved.
    theirs
        The body that is stored.
    version
        The version of ``theirs``: saving ``mine`` over it names this one.
    """

    def __init__(self, message: str, *, mine: str, theirs: str, version: int) -> None:
        super().__init__(message)
        self.mine = mine
        self.theirs = theirs
        self.version = version


class StepNotAllowed(StorageRefused):
    """A session cannot go from its state to that one."""


class PatientEntryRefused(StorageRefused):
    """A patient's code, band of birth or note is not one that may be kept."""
