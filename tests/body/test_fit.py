"""Sizes: the medians of the survey, and what each measure of a patient changes."""

import timeit
from time import process_time

import numpy as np
import pytest
import shapely

from planner.body import FittedMap, Patient, ScaleState, Sex, fit
from planner.errors import NumberNotFinite, PatientOutOfRange, UnknownBodyMap

WOMAN = Patient(Sex.FEMALE, stature_mm=1626.0, weight_kg=66.8)
MAN = Patient(Sex.MALE, stature_mm=1755.0, weight_kg=84.6)

# ANSUR II medians (women, men): whole breadths, and how far below C7 the drawing shows them.
ARC_FACTOR = (1.024, 1.037)
BREADTHS = {
    "chest": ((268, 289), (224, 228)),
    "waist": ((298, 325), (415, 462)),
    "hip": ((353, 344), (558, 625)),
}
LEVELS = {
    "C2": (-62, -68), "C7": (0, 0), "T1": (23, 26), "T2": (48, 53), "T3": (73, 81), "T4": (100, 111),
    "T5": (128, 142), "T6": (157, 175), "T7": (185, 205), "T8": (210, 233), "T9": (233, 258),
    "T10": (257, 285), "T11": (283, 314), "T12": (310, 344), "L1": (337, 373), "L2": (361, 401),
    "L3": (385, 427), "L4": (409, 453), "L5": (431, 478), "S1": (453, 503), "S2": (475, 526),
}  # fmt: skip
PLACES = {
    "scapula_superior_angle.R": ((73, 66), (76, 73)), "scapula_spine_root.R": ((79, 103), (83, 114)),
    "scapula_inferior_angle.R": ((97, 203), (103, 225)), "acromion.R": ((180, 66), (206, 83)),
    "rib_12_tip.R": ((99, 361), (110, 400)), "rib_11_tip.R": ((118, 351), (130, 390)),
    "costal_margin.R": ((126, 368), (153, 417)), "iliac_crest_top.R": ((102, 415), (99, 460)),
    "iliac_crest_end.R": ((134, 425), (134, 482)), "psis.R": ((46, 475), (42, 526)),
    "coccyx": ((0, 572), (0, 634)), "cleft": ((0, 529), (0, 587)), "trochanter.R": ((160, 563), (156, 638)),
    "gluteal_fold.R": ((13, 653), (13, 723)),
}  # fmt: skip
DROPS = {"acromion.R": (61, 77), "axilla.R": (157, 188), "trochanter.R": (550, 616)}
LANDMARK_OFFSET_MM = {"acromion.R": 4.0, "axilla.R": 8.0, "trochanter.R": 0.0}

median_bodies = pytest.mark.parametrize(
    ("sex", "patient"),
    [(0, WOMAN), (1, MAN), (0, Patient(Sex.FEMALE)), (1, Patient(Sex.MALE))],
    ids=["woman", "man", "median woman", "median man"],
)


def trunk_breadth_mm(body: FittedMap, v_mm: float) -> float:
    """Return the breadth of the drawn trunk at a level, arms left out."""
    crossed = body.drawn_outline.intersection(shapely.LineString([(-400, v_mm), (400, v_mm)]))
    middle = [piece for piece in shapely.get_parts(crossed) if piece.distance(shapely.Point(0, v_mm)) < 1]
    return float(middle[0].length)


@median_bodies
def test_spine_levels_of_the_median_bodies_match_the_table(sex: int, patient: Patient) -> None:
    levels = {level.name: level.v_mm for level in fit("back", patient).levels}

    assert {name: levels[name] for name in LEVELS} == pytest.approx(
        {name: values[sex] for name, values in LEVELS.items()}, abs=1.0
    )


@median_bodies
def test_landmarks_of_the_median_bodies_match_the_table(sex: int, patient: Patient) -> None:
    marks = {mark.id: mark.at for mark in fit("back", patient).landmarks}

    for name, values in PLACES.items():
        assert (marks[name].x_mm, marks[name].v_mm) == pytest.approx(values[sex], abs=1.0), name
    for name, drops in DROPS.items():
        expected = drops[sex] * ARC_FACTOR[sex] + LANDMARK_OFFSET_MM[name]
        assert marks[name].v_mm == pytest.approx(expected, abs=1.0), name


@median_bodies
@pytest.mark.parametrize("name", BREADTHS)
def test_breadths_of_the_median_bodies_match_the_survey(sex: int, patient: Patient, name: str) -> None:
    breadths, drops = BREADTHS[name]

    measured = trunk_breadth_mm(fit("back", patient), drops[sex] * ARC_FACTOR[sex])

    assert measured == pytest.approx(breadths[sex], abs=1.0)


@median_bodies
def test_shoulder_breadths_of_the_median_bodies_match_the_survey(sex: int, patient: Patient) -> None:
    body = fit("back", patient)
    marks = {mark.id: mark.at for mark in body.landmarks}
    deltoid_v = (61, 77)[sex] * ARC_FACTOR[sex] + 0.277 * (311, 335)[sex]

    bideltoid = body.drawn_outline.intersection(
        shapely.LineString([(-400, deltoid_v), (400, deltoid_v)])
    ).bounds

    assert marks["acromion.R"].x_mm + 2 == pytest.approx((365, 415)[sex] / 2, abs=1.0)
    assert marks["iliac_crest_end.R"].x_mm + 3 == pytest.approx((273, 275)[sex] / 2, abs=1.0)
    assert bideltoid[2] == pytest.approx((450, 509)[sex] / 2, abs=1.0)


def test_region_areas_of_the_median_bodies_are_those_of_the_published_partition() -> None:
    published_cm2 = {
        "neck_posterior": 30,
        "scapular": 87,
        "infrascapular": 107,
        "flank": 48,
        "sacroiliac": 27,
    }

    areas = {region.site: region.area.area / 100 for region in fit("back", WOMAN).drawn_regions}

    assert {name: areas[name] for name in published_cm2} == pytest.approx(published_cm2, rel=0.05)


def test_scale_says_what_is_known_of_the_patient() -> None:
    measured = Patient(Sex.FEMALE, 1626.0, 66.8, 490.0)

    assert fit("back").scale is ScaleState.MEDIAN
    assert fit("back", Patient(Sex.MALE, stature_mm=1800.0)).scale is ScaleState.MEDIAN
    assert fit("back", WOMAN).scale is ScaleState.SCALED
    assert fit("back", measured).scale is ScaleState.MEASURED
    assert fit("back", measured).c7_psis_is_measured
    assert not fit("back", WOMAN).c7_psis_is_measured


def test_a_measured_spine_stretches_every_v_alike_and_no_x() -> None:
    estimated, measured = fit("back", WOMAN), fit("back", Patient(Sex.FEMALE, 1626.0, 66.8, 500.0))

    before, after = (shapely.get_coordinates(body.drawn_outline) for body in (estimated, measured))

    assert np.allclose(after[:, 0], before[:, 0])
    assert np.allclose(after[:, 1], before[:, 1] * 500.0 / estimated.c7_psis_mm)


def test_a_spine_measured_without_stature_still_sets_the_levels_of_the_median_map() -> None:
    body = fit("back", Patient(Sex.FEMALE, c7_psis_mm=430.0))

    assert body.scale is ScaleState.MEDIAN
    assert body.c7_psis_is_measured
    assert body.levels[-1].v_mm == pytest.approx(430.0, abs=0.05)


def test_weight_widens_the_waist_as_the_survey_predicts_and_leaves_the_spine() -> None:
    heavier = fit("back", Patient(Sex.FEMALE, 1626.0, 86.8))
    navel = 415 * 1.024

    widening = trunk_breadth_mm(heavier, navel) - trunk_breadth_mm(fit("back", WOMAN), navel)

    assert widening == pytest.approx(20 * 2.7934, abs=3.0)
    assert [level.v_mm for level in heavier.levels] == pytest.approx(
        [level.v_mm for level in fit("back", WOMAN).levels], abs=0.01
    )


def test_unspecified_sex_is_the_mean_of_both_bodies_corner_by_corner() -> None:
    measures = (1700.0, 75.0, 505.0)
    female, male, mean = (
        shapely.get_coordinates(fit("back", Patient(sex, *measures)).drawn_outline)
        for sex in (Sex.FEMALE, Sex.MALE, Sex.UNSPECIFIED)
    )

    assert np.allclose(mean, (female + male) / 2)


def test_lying_prone_moves_the_inferior_angle_18_mm_down_and_nothing_else() -> None:
    standing, prone = fit("back", WOMAN, position="standing"), fit("back", WOMAN, position="prone")

    moved = {
        mark.id: lying.at.v_mm - mark.at.v_mm
        for mark, lying in zip(standing.landmarks, prone.landmarks, strict=True)
        if lying != mark
    }

    assert moved == pytest.approx({"scapula_inferior_angle.L": 18.0, "scapula_inferior_angle.R": 18.0})
    assert prone.outline == standing.outline


def test_fitting_twice_gives_equal_maps() -> None:
    assert fit("back", MAN) == fit("back", MAN)


@pytest.mark.parametrize("sex", Sex)
def test_fitting_takes_at_most_50_ms(sex: Sex) -> None:
    patient = Patient(sex, 1690.0, 75.0, 500.0)
    fit("back", patient)

    # Processor time of the quickest run: what the machine does besides is not ours to test.
    seconds = min(timeit.repeat(lambda: fit("back", patient), timer=process_time, number=1, repeat=9))

    assert seconds < 0.050


@pytest.mark.parametrize(
    ("patient", "field", "said"),
    [
        (Patient(Sex.FEMALE, 1449.0, 60.0), "patient.stature_mm", "1450 to 1850 mm"),
        (Patient(Sex.FEMALE, 1600.0, 121.0), "patient.weight_kg", "42 to 120 kg"),
        (Patient(Sex.MALE, 2001.0, 60.0), "patient.stature_mm", "1550 to 2000 mm"),
        (Patient(Sex.MALE, 1700.0, 51.0), "patient.weight_kg", "52 to 150 kg"),
        (Patient(Sex.UNSPECIFIED, 1400.0, 60.0), "patient.stature_mm", "1450 to 2000 mm"),
        (Patient(Sex.UNSPECIFIED, 1700.0, 151.0), "patient.weight_kg", "42 to 150 kg"),
        (Patient(Sex.FEMALE, c7_psis_mm=349.0), "patient.c7_psis_mm", "350 to 700 mm"),
    ],
)
def test_a_measure_out_of_range_is_refused_with_the_range(patient: Patient, field: str, said: str) -> None:
    with pytest.raises(PatientOutOfRange, match=said) as refusal:
        fit("back", patient)

    assert refusal.value.field == field


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_measure_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(NumberNotFinite):
        fit("back", Patient(Sex.FEMALE, stature_mm=value))


def test_an_unknown_map_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownBodyMap, match="choose back"):
        fit("elbow")
