"""Covering places from a grid of candidates with few of them: as a whole-number programme, for small zones.

Where some fifteen deposits will do, branch and bound often finds the least number that serves every witness.
It is limited in nodes, never in seconds, so that a plan does not depend on how fast a machine is. Its claim
to have found the least is not believed: what it proposes is repaired and tested like any other proposal.
"""

import importlib
from typing import Any

import numpy as np

from planner.geometry.rows import FloatArray, IntArray
from planner.geometry.set_cover import Incidence


def fewest_candidates(incidence: Incidence, **limits: float) -> IntArray | None:
    """Return candidates that serve every witness, as few as were found; ``None`` if none were.

    Parameters
    ----------
    limits
        Options of `scipy.optimize.milp`, such as ``node_limit``.
    """
    optimize, sparse = importlib.import_module("scipy.optimize"), importlib.import_module("scipy.sparse")
    candidates, witnesses = len(incidence.serves), len(incidence.served_by)
    if witnesses == 0:
        return np.empty(0, dtype=np.int64)
    witness, slot = np.nonzero(incidence.served_by < candidates)
    serving = incidence.served_by[witness, slot]
    rows = sparse.csr_array((np.ones(len(witness)), (witness, serving)), shape=(witnesses, candidates))
    found: Any = optimize.milp(
        np.ones(candidates),
        constraints=optimize.LinearConstraint(rows, lb=1),
        integrality=np.ones(candidates),
        bounds=optimize.Bounds(0, 1),
        options=limits,
    )
    if found.x is None:
        return None
    chosen: FloatArray = found.x
    return np.flatnonzero(chosen > 0.5)
