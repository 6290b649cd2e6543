"""Body measures predicted from sex, stature and weight, by the names that body maps use."""

from dataclasses import dataclass
from types import MappingProxyType

from planner.evidence import Source, sources

_C7_PSIS = (
    "{} of stature: our middle of this and five estimates of ours, {} mm; no single study measured both "
    "sexes, reviewed by no clinician yet"
)


@dataclass(frozen=True, slots=True)
class Equation:
    """A linear prediction of one measure with its scatter from person to person.

    Parameters
    ----------
    intercept_mm, per_stature_mm, per_weight_mm
        a, b and c of ``a + b * stature [mm] + c * weight [kg]``.
    residual_sd_mm
        Standard deviation of real people about the prediction.
    """

    intercept_mm: float
    per_stature_mm: float
    per_weight_mm: float
    residual_sd_mm: float
    source: Source = sources.ANSUR2
    locator: str = "least squares over 1,986 women and 4,082 men"

    def predict_mm(self, stature_mm: float, weight_kg: float) -> float:
        """Return the measure of a person of this stature and weight. [mm]."""
        return self.intercept_mm + self.per_stature_mm * stature_mm + self.per_weight_mm * weight_kg


_FEMALE = {
    "cervicale_height": Equation(-84.6, 0.9060, 0.0718, 10.5),
    "acromial_height": Equation(-74.2, 0.8537, 0.2805, 13.4),
    "axilla_height": Equation(-142.1, 0.8541, -0.1438, 14.0),
    "chest_height": Equation(-154.5, 0.8337, -0.4645, 21.9),
    "tenth_rib_height": Equation(-125.0, 0.7203, 0.1214, 17.2),
    "iliocristale_height": Equation(-151.9, 0.7016, 0.0755, 20.0),
    "omphalion_height": Equation(-223.6, 0.7652, -0.6244, 20.0),
    "trochanterion_height": Equation(-121.3, 0.5907, 0.0694, 22.9),
    "buttock_height": Equation(-119.4, 0.5743, 0.2655, 24.7),
    "crotch_height": Equation(-205.3, 0.6199, -0.3237, 23.4),
    "biacromial_breadth": Equation(132.0, 0.1283, 0.3607, 14.7),
    "bideltoid_breadth": Equation(386.8, -0.0627, 2.4435, 14.2),
    "chest_breadth": Equation(206.4, -0.0129, 1.2383, 13.1),
    "waist_breadth": Equation(295.9, -0.1138, 2.7934, 18.2),
    "bicristal_breadth": Equation(165.8, 0.0093, 1.3616, 16.2),
    "hip_breadth": Equation(262.4, -0.0316, 2.1078, 14.9),
    "neck_circumference": Equation(305.8, -0.0469, 1.4799, 12.2),
    "chest_circumference": Equation(990.3, -0.3292, 7.2692, 42.6),
    "waist_circumference": Equation(1014.1, -0.4717, 9.0758, 48.5),
    "buttock_circumference": Equation(846.9, -0.1784, 6.8609, 29.5),
    "interscye": Equation(332.8, -0.0508, 1.8194, 23.4),
    "waist_back_length": Equation(169.7, 0.1151, 1.0075, 20.8),
    "acromion_radiale_length": Equation(-18.5, 0.1945, 0.1915, 10.3),
    "biceps_circumference": Equation(341.4, -0.1399, 2.8331, 14.0),
    "chest_depth": Equation(277.8, -0.1163, 2.3473, 15.2),
    "waist_depth": Equation(317.1, -0.1810, 2.8154, 16.6),
    "buttock_depth": Equation(263.6, -0.1113, 2.2215, 11.5),
    "c7_psis": Equation(
        0.0, 0.292, 0.0, 25.0, sources.ERNST13, _C7_PSIS.format(0.292, "468 to 481 mm in women of 1626")
    ),
}

_MALE = {
    "cervicale_height": Equation(-56.1, 0.8833, 0.2582, 10.7),
    "acromial_height": Equation(-91.8, 0.8526, 0.4113, 15.3),
    "axilla_height": Equation(-156.0, 0.8499, -0.0888, 14.7),
    "chest_height": Equation(-90.9, 0.7862, 0.0139, 18.1),
    "tenth_rib_height": Equation(-135.3, 0.7066, 0.1750, 20.2),
    "iliocristale_height": Equation(-163.1, 0.7046, -0.1494, 21.5),
    "omphalion_height": Equation(-204.4, 0.7448, -0.5510, 20.7),
    "trochanterion_height": Equation(-189.0, 0.6315, -0.2237, 25.7),
    "buttock_height": Equation(-181.9, 0.6169, -0.1580, 28.1),
    "crotch_height": Equation(-209.6, 0.6200, -0.3898, 23.4),
    "biacromial_breadth": Equation(204.6, 0.0917, 0.5855, 14.5),
    "bideltoid_breadth": Equation(433.5, -0.0610, 2.1526, 14.9),
    "chest_breadth": Equation(206.2, 0.0036, 0.9002, 12.9),
    "waist_breadth": Equation(306.0, -0.1033, 2.3593, 15.9),
    "bicristal_breadth": Equation(105.9, 0.0635, 0.6795, 12.4),
    "hip_breadth": Equation(232.6, -0.0065, 1.4562, 12.8),
    "neck_circumference": Equation(407.8, -0.0851, 1.6290, 14.8),
    "chest_circumference": Equation(1036.4, -0.2909, 6.2349, 32.3),
    "waist_circumference": Equation(1024.9, -0.4358, 7.9624, 44.0),
    "buttock_circumference": Equation(808.4, -0.1401, 5.3462, 26.3),
    "interscye": Equation(411.9, -0.0733, 1.7259, 27.0),
    "waist_back_length": Equation(171.4, 0.1321, 0.8670, 20.7),
    "acromion_radiale_length": Equation(-14.6, 0.1955, 0.0749, 10.6),
    "biceps_circumference": Equation(380.3, -0.1223, 2.2531, 18.8),
    "chest_depth": Equation(258.1, -0.0894, 1.7853, 12.4),
    "waist_depth": Equation(302.4, -0.1533, 2.3921, 16.6),
    "buttock_depth": Equation(259.0, -0.0981, 1.8598, 11.1),
    "c7_psis": Equation(
        0.0, 0.300, 0.0, 25.0, sources.ERNST13, _C7_PSIS.format(0.3, "506 to 543 mm in men of 1755")
    ),
}

EQUATIONS = MappingProxyType({"female": MappingProxyType(_FEMALE), "male": MappingProxyType(_MALE)})
"""Equation by sex, then by the name of the measure."""

STATURE_RANGE_MM = MappingProxyType({"female": (1450.0, 1850.0), "male": (1550.0, 2000.0)})
WEIGHT_RANGE_KG = MappingProxyType({"female": (42.0, 120.0), "male": (52.0, 150.0)})
"""Where the fitted drawings were checked. Beyond them a straight line through soldiers says nothing."""

C7_PSIS_RANGE_MM = (350.0, 700.0)
"""What a tape can read on an adult: 6 SD about the defaults of the shortest and the tallest body."""


def predict_measures_mm(sex: str, stature_mm: float, weight_kg: float) -> dict[str, float]:
    """Return every predicted measure of one body by name, with its ``stature`` itself. [mm]."""
    predicted = {
        name: equation.predict_mm(stature_mm, weight_kg) for name, equation in EQUATIONS[sex].items()
    }
    return predicted | {"stature": stature_mm}


def measure_names() -> frozenset[str]:
    """Return the names a body map may use in its ``data-moves``."""
    return frozenset(EQUATIONS["female"]) | {"stature"}
