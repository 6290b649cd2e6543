import pytest

from planner.ui.panels.treat_words import said_ml


@pytest.mark.parametrize(
    ("share_ml", "said"),
    [(0.1, "0.1 mL"), (0.02, "0.02 mL"), (0.0192, "about 0.019 mL"), (1.234, "about 1.2 mL")],
)
def test_a_share_is_said_as_finely_as_a_plunger_is_read(share_ml: float, said: str) -> None:
    assert said_ml(share_ml) == said
