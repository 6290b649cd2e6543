"""What the audit tells of and is not there, or not so: whole rows of every table, and the audit's own end."""

import pytest
import sqlalchemy as sa

from planner.storage.database import with_sha
from planner.storage.tables import audit, chain_head, patient, revision, revision_body, session
from planner.storage.verify import verify
from tests.storage.behind_our_back import Undone, forged, the_last_line, without_guards


def test_a_session_put_back_to_an_earlier_state_shows(used: Undone) -> None:
    back = forged(used, session, sa.true(), version=3, state="done")

    without_guards(
        used.connection, *(table.delete().where(table.c.n == 4) for table in (revision_body, revision)), back
    )

    (problem,) = verify(used).problems
    assert "names revision 3, and the audit tells of 4" in problem


def test_a_whole_session_taken_out_shows(used: Undone) -> None:
    without_guards(used.connection, *(table.delete() for table in (revision_body, revision, session)))

    (problem,) = verify(used).problems
    assert problem.startswith("Session ")
    assert problem.endswith(" was begun and is gone")


def test_a_whole_patient_taken_out_shows(used: Undone) -> None:
    whose = patient.c.erased_at.is_(None)

    without_guards(
        used.connection,
        *(table.delete() for table in (revision_body, revision, session)),
        patient.delete().where(whose),
    )

    first, second = verify(used).problems
    assert first.startswith("Patient ")
    assert first.endswith(" was added and is gone")
    assert second.startswith("Session ")


def test_a_patient_that_nobody_added_shows(used: Undone) -> None:
    assert used.connection is not None
    row = used.connection.execute(sa.select(patient).limit(1)).mappings().one()

    without_guards(
        used.connection,
        patient.insert().values(with_sha(patient, dict(row) | {"id": "f" * 16, "code": "P-777F"})),
    )

    assert f"Patient {'f' * 16} is there, and the audit tells of nobody adding her" in verify(used).problems


def test_an_entry_put_back_and_an_erased_patient_brought_back_show(used: Undone) -> None:
    is_erased = patient.c.erased_at.is_not(None)

    without_guards(
        used.connection,
        forged(used, patient, ~is_erased, version=1),
        forged(used, patient, is_erased, erased_at=None),
    )

    said = verify(used).problems
    assert len(said) == 2
    assert any("is at version 1, and was changed 1 times" in problem for problem in said)
    assert any("is not erased, and the audit tells otherwise" in problem for problem in said)


@pytest.mark.parametrize("count", [1, 2])
def test_the_last_lines_of_the_audit_taken_out_show(used: Undone, count: int) -> None:
    last = the_last_line(used)

    without_guards(used.connection, audit.delete().where(audit.c.n > last - count))

    assert verify(used).problems[0] == f"Audit: line {last} was the last one and is gone, or another one"


def test_another_last_line_of_the_audit_shows(used: Undone) -> None:
    last = the_last_line(used)

    without_guards(used.connection, forged(used, audit, audit.c.n == last, author="nobody"))

    assert verify(used).problems == (f"Audit: line {last} was the last one and is gone, or another one",)


def test_an_audit_that_names_no_last_line_shows(used: Undone) -> None:
    without_guards(used.connection, chain_head.delete())

    assert verify(used).problems == ("The last line of the audit is named 0 times instead of once",)
