"""Every float is named with its unit, or is one of a few that have none, and why."""

import ast
from collections.abc import Iterator
from pathlib import Path

import planner

PROGRAM = Path(planner.__file__).parent
UNITS = ("_mm", "_mm2", "_ml", "_deg", "_rad", "_kg", "_px", "_s", "_px_per_mm", "_per_mm", "_ml_per_cm2")
WITHOUT_UNIT = {
    "arc_per_breadth": "a ratio of two lengths",
    "bend": "a share of a gradient",
    "count": "a number of injections, estimated",
    "best": "in the unit of its measure",
    "conformity": "a product of two shares",
    "coverage": "a share of the zone",
    "first": "in the unit of its measure",
    "free_turn": "radians of a proof, as its docstring says",
    "gain": "a share of a proof",
    "high": "in the unit that stands beside it",
    "largest_turn": "radians of a proof, as its docstring says",
    "least": "in the unit that stands beside it",
    "least_span": "a difference of values of a field",
    "limit": "in the unit that stands beside it",
    "low": "in the unit that stands beside it",
    "most": "in the unit that stands beside it, or a number of injections",
    "multiplicity": "a ratio of two areas",
    "opacity": "a share",
    "over_treatment": "a share of the zone",
    "phase": "a share of the row spacing",
    "price": "a multiplier of a proof",
    "second": "in the unit of its measure",
    "scale": "a multiplier of spacings",
    "share": "a share",
    "shown": "in the unit of its measure",
    "spacing_cv": "a ratio of two lengths",
    "stagger": "a share of the spacing",
    "step": "in the unit that stands beside it",
    "turn_price": "a multiplier of a proof",
    "value": "in the unit that stands beside it",
    "weight": "a share",
    "worst": "in the unit of its measure",
}


def floats_in(tree: ast.AST) -> Iterator[str]:
    """Yield the names of float parameters and of float fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            named = [(argument.arg, argument.annotation) for argument in arguments]
        elif isinstance(node, ast.ClassDef):
            fields = [line for line in node.body if isinstance(line, ast.AnnAssign)]
            named = [(ast.unparse(field.target), field.annotation) for field in fields]
        else:
            continue
        yield from (name for name, kind in named if kind and "float" in ast.unparse(kind).split(" | "))


def names_in_the_program() -> dict[str, set[str]]:
    """Return the name of every float with the files that use it."""
    names: dict[str, set[str]] = {}
    for file in sorted(PROGRAM.rglob("*.py")):
        for name in floats_in(ast.parse(file.read_text(encoding="utf-8"))):
            names.setdefault(name, set()).add(str(file.relative_to(PROGRAM)))
    return names


def test_every_float_ends_in_its_unit_or_is_known_to_have_none() -> None:
    named = names_in_the_program()

    bare = {name: files for name, files in named.items() if not name.endswith(UNITS)}
    assert len(named) > 50
    assert {name: files for name, files in bare.items() if name not in WITHOUT_UNIT} == {}


def test_no_exception_outlives_its_name() -> None:
    named = names_in_the_program()

    assert set(WITHOUT_UNIT) <= set(named)
    assert not any(name.endswith(UNITS) for name in WITHOUT_UNIT)


def test_a_float_without_its_unit_is_found() -> None:
    source = "class A:\n    depth: float\n    angle_deg: float\n\ndef f(x: int, *, y: float | None): ...\n"

    assert list(floats_in(ast.parse(source))) == ["depth", "angle_deg", "y"]
