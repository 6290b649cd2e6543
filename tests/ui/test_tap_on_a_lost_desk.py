"""A tap on a desk that this server cannot show is no error: the page that follows says why it is gone."""

import pytest

from planner.errors import FileRefused, NotInStore, PlannerError, StoreUnreachable
from planner.ui import state


@pytest.mark.parametrize("refusal", [FileRefused("newer"), NotInStore("erased"), StoreUnreachable("away")])
def test_a_tap_that_cannot_be_taken_is_left_to_the_page_that_follows(
    refusal: PlannerError, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = []

    def refuse(document: object) -> bool:
        came.append(document)
        raise refusal

    monkeypatch.setattr(state, "take_document", refuse)

    state.take_up({"seq": 1})

    assert came == [{"seq": 1}]
