"""What a mark stands for, and the layer in which a reader shows or hides it."""

from enum import StrEnum


class Layer(StrEnum):
    """What a reader can show or hide at one touch."""

    SKIN = "Skin"
    REGIONS = "Regions"
    BONES = "Bones"
    MUSCLES = "Muscles"
    LEVEL_NAMES = "Level names"
    RULERS = "Rulers"
    PALPATION = "Palpation map"
    ZONE = "Treatment zone"
    EXCLUSIONS = "Exclusions"
    INJECTIONS = "Injections"
    PASSES = "Passes"
    NUMBERS = "Order numbers"
    WITHHELD = "Withheld"
    WITNESSES = "Why not fewer"
    FINDINGS = "Findings"
    REST = "Punctured lately"
    KEPT = "Plan A"
    GAP = "Largest gap"


class Role(StrEnum):
    """What a mark stands for. Its looks are the theme's."""

    SKIN = "skin"
    SHADOW = "shadow"
    LIGHT = "light"
    CONTOUR = "contour"
    CUT = "cut"
    CLEFT = "cleft"
    REGION = "region"
    REGION_NAME = "region_name"
    MUSCLE = "muscle"
    BONE = "bone"
    BONE_EDGE = "bone_edge"
    BONE_BODY = "bone_body"
    MIDLINE = "midline"
    SPINOUS = "spinous"
    SPINOUS_KEY = "spinous_key"
    LEVEL = "level"
    LEVEL_KEY = "level_key"
    SIDE = "side"
    SIDE_NAME = "side_name"
    RULER = "ruler"
    RULER_TEXT = "ruler_text"
    SCALE = "scale"
    SCALE_TEXT = "scale_text"
    PALPATION = "palpation"
    PALPATION_LEVEL = "palpation_level"
    ZONE = "zone"
    TARGET_NUMBER = "target_number"
    EXCLUSION_MARGIN = "exclusion_margin"
    EXCLUSION = "exclusion"
    DEPOSIT = "deposit"
    STROKE = "pass"
    DIRECTION = "direction"
    INJECTION = "injection"
    NUMBER = "number"
    WITHHELD = "withheld"
    STEP_OPEN = "step_open"
    STEP_SKIPPED = "step_skipped"
    STEP_ADDED = "step_added"
    EFFECT = "effect"
    EFFECT_NAME = "effect_name"
    WITNESS = "witness"
    WITNESS_REACH = "witness_reach"
    FINDING = "finding"
    FINDING_ZONE = "finding_zone"
    INTENSITY = "intensity"
    REST = "rest"
    KEPT_ZONE = "kept_zone"
    KEPT_STROKE = "kept_pass"
    KEPT_INJECTION = "kept_injection"
    KEPT_NAME = "kept_name"
    GAP = "gap"
    GAP_PLACE = "gap_place"
    GAP_TEXT = "gap_text"
    SECTION_SKIN = "section_skin"
    SECTION_FAT = "section_fat"
    SECTION_SURFACE = "section_surface"
    SECTION_TEXT = "section_text"
    SECTION_MEASURE = "section_measure"
    CHART_BAR = "chart_bar"
    CHART_LEAST = "chart_least"
    CHART_AXIS = "chart_axis"
    CHART_TEXT = "chart_text"
    CHART_OWN = "chart_own"
    CHART_NOISE = "chart_noise"
    CHART_LINE = "chart_line"
    CHART_SEEN = "chart_seen"
    CHART_AFTER = "chart_after"
    CHART_BETTER = "chart_better"
    CHART_WORSE = "chart_worse"
    CHART_BETTER_TEXT = "chart_better_text"
    CHART_WORSE_TEXT = "chart_worse_text"
    EARLIER = "earlier"
    EARLIER_ZONE = "earlier_zone"
    LATER = "later"
    LATER_ZONE = "later_zone"
    SAME_POINT = "same_point"
    NEW_POINT = "new_point"
    GONE_POINT = "gone_point"
    PART_SIDE = "part_side"
    MATCHED_TEXT = "matched_text"
    NEEDLE = "needle"
    RELEASE = "release"
    DROP = "drop"


_LAYERS = {
    Layer.REGIONS: (Role.REGION, Role.REGION_NAME),
    Layer.BONES: (Role.BONE, Role.BONE_EDGE, Role.BONE_BODY),
    Layer.MUSCLES: (Role.MUSCLE,),
    Layer.LEVEL_NAMES: (Role.SPINOUS, Role.SPINOUS_KEY, Role.LEVEL, Role.LEVEL_KEY),
    Layer.RULERS: (Role.RULER, Role.RULER_TEXT, Role.SCALE, Role.SCALE_TEXT),
    Layer.PALPATION: (Role.PALPATION, Role.PALPATION_LEVEL),
    Layer.ZONE: (Role.ZONE, Role.TARGET_NUMBER),
    Layer.EXCLUSIONS: (Role.EXCLUSION_MARGIN, Role.EXCLUSION),
    Layer.INJECTIONS: (Role.DEPOSIT, Role.INJECTION, Role.STEP_OPEN, Role.STEP_SKIPPED, Role.STEP_ADDED),
    Layer.PASSES: (Role.STROKE, Role.DIRECTION),
    Layer.NUMBERS: (Role.NUMBER,),
    Layer.WITHHELD: (Role.WITHHELD,),
    Layer.WITNESSES: (Role.WITNESS, Role.WITNESS_REACH),
    Layer.FINDINGS: (Role.FINDING, Role.FINDING_ZONE, Role.INTENSITY, Role.EFFECT, Role.EFFECT_NAME),
    Layer.REST: (Role.REST,),
    Layer.KEPT: (Role.KEPT_ZONE, Role.KEPT_STROKE, Role.KEPT_INJECTION, Role.KEPT_NAME),
    Layer.GAP: (Role.GAP, Role.GAP_PLACE, Role.GAP_TEXT),
}
_LAYER_OF_ROLE = {role: layer for layer, roles in _LAYERS.items() for role in roles}


def layer_of(role: Role) -> Layer:
    """Return the layer of ``role``; L, R and the contour stay with the skin."""
    return _LAYER_OF_ROLE.get(role, Layer.SKIN)
