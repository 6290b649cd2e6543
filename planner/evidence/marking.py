"""How well a marked place is known."""

import math

from planner.evidence.published import FOUND_AGAIN

LIMITS_IN_SIGMAS = 1.96  # limits of agreement are the mean difference and 1.96 standard deviations either way
MARKING_SIGMA_MM = FOUND_AGAIN.value / (LIMITS_IN_SIGMAS * math.sqrt(2))
"""Standard deviation of one marking along one axis: two markings differ by the root of 2 times as much."""
