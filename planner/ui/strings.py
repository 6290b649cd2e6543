"""The longer texts of the screens, in one place for whoever translates them."""

INTENDED_USE_VERSION = "1"
INTENDED_USE_TITLE = "Before you start"
INTENDED_USE = """
Mesoplan is for **training, demonstration and documentation by qualified professionals** of a plan that they
decide themselves.

- It proposes **geometry only**: places, spacing, depth, order. It never proposes a drug, a dose or a
  diagnosis.
- It is **not a certified medical device**.
- Levels such as L4 are **estimates**. Places are true to the patient only as far as the measures that you
  enter.
- Every point is yours to confirm on the skin, or to leave out.
"""
UNDERSTOOD = "I understand"

POSITIONS = {"standing": "Standing", "seated": "Seated", "prone": "Prone", "side_lying": "Side-lying"}
SEXES = {"unspecified": "Not specified", "female": "Female", "male": "Male"}
FINDING_KINDS = {"tender_point": "Tender point", "trigger_point": "Trigger point", "zone": "Zone"}
EXCLUSION_KINDS = {
    "scar": "Scar",
    "mole": "Mole",
    "vein": "Vein",
    "tattoo": "Tattoo",
    "skin_disease": "Skin disease",
    "infection": "Infection",
    "implant": "Implant",
    "radiotherapy_field": "Radiotherapy field",
    "other": "Other",
}

OPERATOR_CHIPS = {
    "": "Operator",
    "right patient_left": "Right hand, patient's left",
    "right patient_right": "Right hand, patient's right",
    "left patient_left": "Left hand, patient's left",
    "left patient_right": "Left hand, patient's right",
}
OPERATORS = {
    "": "Not said: every row keeps its own direction on the map",
    "right patient_left": "Right hand, standing at the patient's left",
    "right patient_right": "Right hand, standing at the patient's right",
    "left patient_left": "Left hand, standing at the patient's left",
    "left patient_right": "Left hand, standing at the patient's right",
}
OPERATOR_HELP = (
    "The order then begins at the top on the far side and comes towards you; passes along the body are first "
    "drawn towards your hand. No place changes."
)
SCALE_STATES = {
    "median": "Median body: not to scale for this patient",
    "scaled": "Scaled from stature and weight: levels are estimates, often one vertebra off",
    "measured": "Measured: C7-PSIS length taken with a tape",
}
SCALE_CHIPS = {"median": "Scale: median", "scaled": "Scale: scaled", "measured": "Scale: measured"}
TAPE_HELP = (
    "Flexible tape on the skin, from the C7 spinous process to the line between the two PSIS dimples, "
    "in the position of treatment."
)
OUTLINE_HELP = (
    "Corners in mm, one pair a corner: across, then below C7. Example: 20 400, 90 400, 90 460, 20 460"
)
NOTHING_MARKED = (
    "Choose the intensity and tap each tender point that palpation finds: the plan appears at once."
)

KEPT_NAME = "A"
GAP_IS = "Largest gap {gap_mm:.1f} mm"
SHOW_GAP, HIDE_GAP = "Show largest gap", "Hide largest gap"
ALL_FIGURES = "All figures, and what they mean"
OF_THE_WHOLE_PLAN = "Of the whole plan, all targets together."
KEEP = "Keep this plan as A"
KEEP_INSTEAD = "Keep this one as A instead"
BACK_TO_KEPT = "Back to A"
FORGET_KEPT = "Forget A"
KEPT_HELP = (
    "Plan A stands on the map as rings and dashed lines. Change whatever you like: that is plan B, and both "
    "are compared here."
)
RANKED_BY_YOU = (
    "The total ranks geometry by **your own weights**. It says nothing about whether a plan is good for a "
    "patient. The thresholds and the first weights are ours."
)
NOTHING_TO_COMPARE = "One of the two has no plan: mark something, or go back to A."
WEIGHTS = "Weights, and how it is reckoned"
FIRST_WEIGHTS = "Back to the first weights"

DEMONSTRATION = "Demonstration data"
DEMONSTRATION_MEANS = (
    "**Demonstration.** The patients here are synthetic. Enter no real ones: whoever runs this server can "
    "open a store for your clinic."
)
PRACTISE = "Practise on an empty back"
PRACTISE_MEANS = "No patient, nothing to fill in: tap tender points, and the plan appears."
NO_PATIENTS = "No patient yet. One needs nothing but a code, which is drawn here."
CODE_HELP = "Such as P-777F; a mistyped character is noticed."
NO_NAMES = "No name, birth date, phone number or address: a patient is known here by the code alone."
NO_SUCH_DESK = (
    "This address names no desk: the letters after case= are not those of one. Open the session from its "
    "patient."
)
DESK_IS_OVER = "The session of this desk is {state}: what is changed here is not taken into it."
PLAN_IS_KEPT = "Planned as it stands here."
KEEP_AS_PLANNED = "Keep as planned"
KEEP_AS_PLANNED_NOW = "Changed since: keep as planned"
CLOSE_MEANS = "A closed session is changed by an amendment with a reason, and in no other way."
IS_CLOSED = (
    "This session is closed. It is changed by an amendment with a reason, on the page of its saved states."
)
STATES = {"draft": "Draft", "planned": "Planned", "done": "Done", "closed": "Closed"}
EXPORT_MEANS = "Everything that is kept of this patient, as one JSON file."
ERASE_MEANS = (
    "Takes away everything that was written down of this patient, here and on every desk; only the code, "
    "times and authors stay, so that nobody else gets the code. Backups made before still hold it: "
    "Mesoplan deletes its own after 30 days, other copies are for whoever made them to delete. "
    "**This cannot be undone.**"
)
NOTHING_TO_SAVE = "Nothing to save yet"
NOT_SAVED = "Not saved, retrying"
TRY_AGAIN = "Try again"
NOT_SAVED_YET = "Not saved."
IS_TRIED_AGAIN = (
    "It is kept here, over a reload too, and tried again every few seconds as long as this page is open."
)
SHOWN_AS_READ = "{why} What stands here was read before."
