"""Exact solvers as peers of the cover search: a grid of candidates and witnesses, a clock, then our repair.

HiGHS comes with SciPy, CP-SAT with OR-Tools (the extra ``bench``). Each is given candidates and witnesses a
quarter of the spread apart and 0.96 of the spread as radius, one thread, and so many seconds by the wall.
"""

import importlib
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from planner.geometry.mend import fitted
from planner.geometry.problem import Problem, problems_of
from planner.geometry.programme import fewest_candidates
from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.search import closed, on_grid
from planner.geometry.set_cover import Incidence

Solver = Callable[[Incidence, float], IntArray | None]


def highs(incidence: Incidence, seconds: float) -> IntArray | None:
    """Return the candidates that HiGHS (`scipy.optimize.milp`) finds."""
    return fewest_candidates(incidence, time_limit=seconds)


def cp_sat(incidence: Incidence, seconds: float) -> IntArray | None:
    """Return the candidates that CP-SAT finds."""
    cp_model: Any = importlib.import_module("ortools.sat.python.cp_model")

    model = cp_model.CpModel()
    candidates = len(incidence.serves)
    taken = [model.new_bool_var("") for _ in range(candidates)]
    for row in incidence.served_by.tolist():
        model.add_bool_or([taken[number] for number in row if number < candidates])
    model.minimize(sum(taken))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return np.flatnonzero([solver.boolean_value(one) for one in taken])


SOLVERS: dict[str, Solver] = {"highs": highs, "cp_sat": cp_sat}


def solved_count(zone: BaseGeometry, spread_mm: float, solver: Solver, seconds: float) -> int | None:
    """Return how many deposits a solver's choice comes to after repair; ``None`` if it finds no choice."""
    whole = problems_of(zone, zone.buffer(spread_mm), np.empty((0, 2)), spread_mm, 0)
    end = time.monotonic() + seconds
    counts = []
    for number, problem in enumerate(whole.problems):
        left = max(end - time.monotonic(), 0.1) / (len(whole.problems) - number)
        found = _solved(problem, solver, left)
        if found is None:
            return None
        counts.append(len(found))
    return sum(counts)


def _solved(problem: Problem, solver: Solver, seconds: float) -> FloatArray | None:
    incidence, candidates = on_grid(problem, problem.spread_mm / 4)
    chosen = solver(incidence, seconds)
    if chosen is None:
        return None
    places = candidates[chosen]
    repaired = closed(problem, places)
    if repaired is not None:
        return repaired
    return fitted(places, problem.target, problem.ground, problem.known, problem.spread_mm)
