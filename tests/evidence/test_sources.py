import ast
import functools
import re
from pathlib import Path

import pytest

import planner
from planner.evidence import Source, sources

PROGRAM = Path(planner.__file__).parent
every_source = pytest.mark.parametrize("source", sources.all_sources(), ids=lambda source: source.key)


@every_source
def test_a_source_says_when_and_where_it_was_published(source: Source) -> None:
    assert source.title
    assert re.fullmatch(r"(19|20)\d\d|n\.d\.", source.year)
    assert source.url.startswith(("https://", "http://")) or source is sources.OURS


@every_source
def test_a_source_is_found_by_its_key(source: Source) -> None:
    assert sources.find_source(source.key) is source


@every_source
def test_every_listed_source_stands_behind_something(source: Source) -> None:
    name = next(name for name, thing in vars(sources).items() if thing is source)

    assert name in names_used_in_the_program()


def test_no_two_sources_share_a_key() -> None:
    keys = [source.key for source in sources.all_sources()]

    assert len(keys) == len(set(keys))


def test_an_unknown_key_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        sources.find_source("NOBODY99")


@functools.cache
def names_used_in_the_program() -> set[str]:
    """Return every ``sources.NAME`` that the program reads outside the bibliography."""
    used = set()
    for file in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "sources":
                used.add(node.attr)
    return used


def test_publications_are_listed_in_the_bibliography_alone() -> None:
    files = {
        file.name
        for file in PROGRAM.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Source"
    }

    assert files == {"sources.py", "measurements.py", "practice_pages.py"}
