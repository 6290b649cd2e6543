"""The numbers that the two backs are drawn from: ANSUR II medians and the estimates that fill its gaps."""

from dataclasses import dataclass
from math import pi

from planner.body.anthropometry import EQUATIONS

LEVEL_FRACTIONS = {
    "C2": -0.130, "C3": -0.104, "C4": -0.078, "C5": -0.052, "C6": -0.026, "C7": 0.0,
    "T1": 0.049, "T2": 0.101, "T3": 0.155, "T4": 0.210, "T5": 0.269, "T6": 0.331, "T7": 0.390, "T8": 0.442,
    "T9": 0.490, "T10": 0.541, "T11": 0.596, "T12": 0.654,
    "L1": 0.709, "L2": 0.761, "L3": 0.812, "L4": 0.861, "L5": 0.909, "S1": 0.955, "S2": 1.0,
}  # fmt: skip
"""Share of C7-PSIS at each spinous process: Ernst et al. 2013 (T4, T7, T10, L1, L4), monotone between."""


@dataclass(frozen=True, slots=True)
class Measures:
    """One reference body; breadths are whole. [mm].

    A drop is the height of C7 less the height of a place, the mean of individuals: it differs from the
    difference of the two medians by up to 2 mm.
    """

    sex: str
    stature_mm: float
    weight_kg: float
    arc_factor: float
    acromion_drop_mm: float
    axilla_drop_mm: float
    chest_drop_mm: float
    tenth_rib_drop_mm: float
    omphalion_drop_mm: float
    trochanter_drop_mm: float
    buttock_drop_mm: float
    crotch_drop_mm: float
    biacromial_mm: float
    bideltoid_mm: float
    chest_mm: float
    waist_mm: float
    bicristal_mm: float
    hip_mm: float
    neck_circumference_mm: float
    upper_arm_mm: float
    biceps_circumference_mm: float
    # What ANSUR II does not hold: estimates, each awaiting a clinician's review.
    neck_share: float
    natural_waist_share: float
    trunk_under_arm_mm: float
    apex_beside_chest_mm: float
    mid_trunk_extra_mm: float
    fold_below_crotch_mm: float
    psis_half_mm: float
    scapula_per_stature: float
    scapula_root_x_mm: float
    costal_margin_v_mm: float
    crest_end_v_mm: float
    rib12_end_x_mm: float
    rib11_end_x_mm: float

    @property
    def c7_psis_mm(self) -> float:
        """L: 474.8 for women, 526.5 for men, which published tables round to 475 and to 526 or 527."""
        return EQUATIONS[self.sex]["c7_psis"].predict_mm(self.stature_mm, self.weight_kg)

    def skin(self, drop_mm: float) -> float:
        """Return v of a drop: the tape runs along a curved back, a height difference does not. [mm]."""
        return drop_mm * self.arc_factor

    def level(self, fraction: float) -> float:
        """Return v of a share of C7-PSIS. [mm]."""
        return fraction * self.c7_psis_mm

    @property
    def neck_half_mm(self) -> float:
        """Half breadth of the neck, as a circle a little flattened."""
        return self.neck_circumference_mm / (2 * pi) * self.neck_share

    @property
    def fold_v_mm(self) -> float:
        """The gluteal fold at the crotch side."""
        return self.skin(self.crotch_drop_mm) + self.fold_below_crotch_mm


FEMALE = Measures(
    sex="female", stature_mm=1626, weight_kg=66.8, arc_factor=1.024,
    acromion_drop_mm=61, axilla_drop_mm=157, chest_drop_mm=224, tenth_rib_drop_mm=339, omphalion_drop_mm=415,
    trochanter_drop_mm=550, buttock_drop_mm=562, crotch_drop_mm=613, biacromial_mm=365,
    bideltoid_mm=450, chest_mm=268, waist_mm=298, bicristal_mm=273,
    hip_mm=353, neck_circumference_mm=328, upper_arm_mm=311, biceps_circumference_mm=304,
    neck_share=0.97, natural_waist_share=0.86, trunk_under_arm_mm=4, apex_beside_chest_mm=12,
    mid_trunk_extra_mm=0, fold_below_crotch_mm=26, psis_half_mm=46, scapula_per_stature=0.084,
    scapula_root_x_mm=79, costal_margin_v_mm=368, crest_end_v_mm=425, rib12_end_x_mm=99, rib11_end_x_mm=118,
)  # fmt: skip
MALE = Measures(
    sex="male", stature_mm=1755, weight_kg=84.6, arc_factor=1.037,
    acromion_drop_mm=77, axilla_drop_mm=188, chest_drop_mm=228, tenth_rib_drop_mm=397, omphalion_drop_mm=462,
    trochanter_drop_mm=616, buttock_drop_mm=629, crotch_drop_mm=671, biacromial_mm=415,
    bideltoid_mm=509, chest_mm=289, waist_mm=325, bicristal_mm=275,
    hip_mm=344, neck_circumference_mm=395, upper_arm_mm=335, biceps_circumference_mm=357,
    neck_share=0.98, natural_waist_share=0.955, trunk_under_arm_mm=9, apex_beside_chest_mm=12,
    mid_trunk_extra_mm=5, fold_below_crotch_mm=28, psis_half_mm=42, scapula_per_stature=0.0865,
    scapula_root_x_mm=83, costal_margin_v_mm=417, crest_end_v_mm=482, rib12_end_x_mm=110, rib11_end_x_mm=130,
)  # fmt: skip
