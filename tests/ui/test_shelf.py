"""The shelf keeps boards for whoever comes back."""

from planner.ui.board import new_board
from planner.ui.shelf import MOST_BOARDS, Shelf


def test_a_board_is_found_under_its_case_as_it_was_last_kept() -> None:
    shelf = Shelf()

    shelf.save(new_board("a", "nappage"))
    shelf.save(new_board("a", "intraepidermal"))

    found = shelf.find("a")
    assert found is not None
    assert found.targets[0].technique == "intraepidermal"
    assert shelf.find("b") is None


def test_the_board_not_looked_at_for_longest_makes_room() -> None:
    shelf = Shelf()
    for number in range(MOST_BOARDS):
        shelf.save(new_board(f"{number}", "nappage"))

    shelf.find("0")
    shelf.save(new_board("one more", "nappage"))

    assert shelf.find("0") is not None
    assert shelf.find("1") is None
