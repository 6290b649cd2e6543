"""How a treatment says its figures."""

import math


def said_ml(volume_ml: float) -> str:
    """Return a share in two digits: a plunger is not read any finer; the whole stands by the plan."""
    rounded = float(f"{volume_ml:.2g}")
    return f"{'' if math.isclose(rounded, volume_ml) else 'about '}{rounded:g} mL"
