from collections.abc import Callable
from pathlib import Path


def test_a_session_that_is_not_there_is_refused(refused: Callable[..., str]) -> None:
    assert refused("plan", "no/such.json") == "no/such.json cannot be read: No such file or directory."


def test_a_folder_is_no_session(refused: Callable[..., str], tmp_path: Path) -> None:
    assert refused("plan", str(tmp_path)) == f"{tmp_path} cannot be read: Is a directory."


def test_a_name_that_no_file_can_have_is_refused(refused: Callable[..., str]) -> None:
    assert refused("plan", "a\0b") == r"'a\x00b' is no file name."


def test_an_endless_file_is_refused_and_not_read_to_its_end(refused: Callable[..., str]) -> None:
    assert refused("plan", "/dev/zero").startswith("The file is larger than 5 MB")
