"""The form of a target's settings, drawn from the cited ranges, with the sources one tap away."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from planner.evidence import Cited, unit_text
from planner.session import SettingValue, Target
from planner.techniques import ChoiceSetting, NumberSetting, find_technique
from planner.techniques.setting import Setting, says_something
from planner.ui import board as boards
from planner.ui import state, stored_field
from planner.ui.panels.cited_sources import show_sources

# What one sets for a needle or a whole clinic rather than for a grid; the line that unfolds it says it all.
FOLDED = frozenset(
    {
        "needle_length_mm",
        "needle_angle_deg",
        "depth_mm",
        "direction_deg",
        "lattice",
        "shift_u_mm",
        "shift_v_mm",
    }
)
_FOLD = "settings.folded"
MOST_DECIMALS = 3
FIELD_PX = 165  # leaves room beside it for the sources, in the narrow panel too


def show_settings() -> None:
    """Show every setting of the chosen target."""
    board = state.board()
    target = board.target(board.active_target)
    technique = find_technique(target.technique)
    given = dict(target.settings)
    held = {setting.name: setting.default for setting in technique.settings} | given
    said = [one for one in technique.settings if one.in_form and says_something(one, held)]
    for setting in said:
        if setting.name not in FOLDED:
            _show(target, setting, given)
    folded = [setting for setting in said if setting.name in FOLDED]
    # Closed, it holds nothing: Streamlit draws all that stands beside the pad anew before it shows a plan.
    # Its line says the values; with other values it is another one to Streamlit, which would begin closed.
    was_open = bool(state.held(_FOLD))
    with st.expander(_folded_text(folded, given), was_open, key=_FOLD, on_change="rerun") as fold:
        state.hold(_FOLD, bool(fold.open))
        if fold.open:
            for setting in folded:
                _show(target, setting, given)
    if target.settings:
        st.button("Back to the cited defaults", key=f"settings.clear.{target.id}", on_click=_clear)


def _show(target: Target, setting: Setting, given: Mapping[str, SettingValue]) -> None:
    if isinstance(setting, ChoiceSetting):
        _show_choice(target, setting, str(given.get(setting.name, setting.default)))
    else:
        _show_number(target, setting, given)


def _folded_text(folded: Sequence[Setting], given: Mapping[str, SettingValue]) -> str:
    """Return the folded settings in a line: ``Needle length 4 mm · Needle to skin 90° · ...``."""
    return " · ".join(
        f"{setting.label.partition(',')[0]} {_value_text(setting, given)}" for setting in folded
    )


def _value_text(setting: Setting, given: Mapping[str, SettingValue]) -> str:
    if isinstance(setting, ChoiceSetting):
        return str(given.get(setting.name, setting.default)).replace("_", " ")
    value = given.get(setting.name, setting.default_under(given))
    return value if isinstance(value, str) else f"{value:g} {unit_text(setting.cited.unit)}"


def _stem(target: Target, setting: NumberSetting | ChoiceSetting) -> str:
    # A field keeps what was typed for as long as its key stays: cleared settings need fields of their own.
    return f"settings.{target.id}.{target.technique}.{setting.name}.{state.board().clearings}"


def _show_choice(target: Target, setting: ChoiceSetting, value: str) -> None:
    key = stored_field.key_of(_stem(target, setting), value)
    st.segmented_control(
        setting.label,
        setting.choices,
        default=value,
        required=True,
        format_func=lambda choice: choice.replace("_", " ").capitalize(),
        key=key,
        on_change=partial(_take, target.id, setting.name, key),
        width="stretch",
    )


def _show_number(target: Target, setting: NumberSetting, given: Mapping[str, SettingValue]) -> None:
    cited = setting.cited_under(given)
    value = given.get(setting.name, setting.default_under(given))
    stem = _stem(target, setting)
    with st.container(
        key=f"{stem}.row", horizontal=True, wrap=False, vertical_alignment="bottom", gap="xsmall"
    ):
        if setting.word:
            _show_word(target, setting, stem, is_word=isinstance(value, str))
        if not isinstance(value, str):
            _show_field(target, setting, f"{stem}.{cited.value:g}", value)
        with st.popover(_origin(cited), key=f"{stem}.source", width="stretch", on_change="rerun") as origin:
            if origin.open:
                show_sources(cited)


def _show_field(target: Target, setting: NumberSetting, name: str, value: float) -> None:
    unit = unit_text(setting.cited.unit)
    key = stored_field.key_of(name, value)
    st.number_input(
        f"{setting.label} ({unit})",
        min_value=setting.least,
        max_value=setting.most,
        value=value,
        step=setting.step,
        format=f"%.{_decimals(setting.step, value)}f",
        key=key,
        on_change=partial(_take, target.id, setting.name, key),
        width=FIELD_PX,
    )


def _show_word(target: Target, setting: NumberSetting, stem: str, *, is_word: bool) -> None:
    key = f"{stem}.word.{is_word}"
    st.toggle(
        f"{setting.label}: {setting.word}",
        value=is_word,
        key=key,
        on_change=partial(_take_word, target.id, setting, key, was_word=is_word),
    )


def _origin(cited: Cited) -> str:
    keys = [source.graded for source in cited.sources]
    more = f" +{len(keys) - 2}" if len(keys) > 2 else ""
    return f"{cited.range_text} · {', '.join(keys[:2])}{more}"


def _decimals(*numbers: float) -> int:
    """Return how many decimals a field shows, so that neither its step nor what it holds is rounded away."""
    return max(len(f"{round(number, MOST_DECIMALS):g}".partition(".")[2]) for number in numbers)


def _take(target_id: str, name: str, key: str) -> None:
    value = state.value_of(key)
    if stored_field.is_entered(key) and isinstance(value, int | float | str):
        state.change(lambda board: boards.change_setting(board, target_id, name, value))


def _take_word(target_id: str, setting: NumberSetting, key: str, *, was_word: bool) -> None:
    is_word = bool(state.value_of(key))
    value = setting.word if is_word else setting.cited.value
    if is_word != was_word:  # its key says what it showed: it is another one after each change
        state.change(lambda board: boards.change_setting(board, target_id, setting.name, value))


def _clear() -> None:
    state.change(lambda board: boards.clear_settings(board, board.active_target))
