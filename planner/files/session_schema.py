"""The published schema of a session file, with the settings of every technique that is installed."""

from planner.files.published_schema import Schema, schema_text
from planner.files.session_form import SessionForm
from planner.techniques import ChoiceSetting, Setting, Technique, all_techniques


def session_schema() -> str:
    """Return the JSON Schema of a session file, as text.

    What no schema can say is refused by name when the file is read or planned: ids used twice, an outline
    that crosses itself, a point off the body map, a depth that the needle cannot reach, spacings that
    contradict each other.
    """
    schema = SessionForm.model_json_schema()
    target: Schema = schema["$defs"]["TargetForm"]
    target["properties"]["technique"]["enum"] = [technique.id for technique in all_techniques()]
    target["allOf"] = [_settings_of(technique) for technique in all_techniques()]
    return schema_text(schema, title="Mesoplan session", name="session")


def _settings_of(technique: Technique) -> Schema:
    settings = {setting.name: _setting(setting) for setting in technique.settings}
    return {
        "if": {"properties": {"technique": {"const": technique.id}}, "required": ["technique"]},
        "then": {"properties": {"settings": {"properties": settings, "additionalProperties": False}}},
    }


def _setting(setting: Setting) -> Schema:
    if isinstance(setting, ChoiceSetting):
        return {"description": setting.label, "enum": list(setting.choices), "default": setting.default}
    number: Schema = {
        "description": f"{setting.label} [{setting.cited.unit}]",
        "default": setting.default,
        "type": "number",
        "minimum": setting.least,
        "maximum": setting.most,
    }
    if not setting.word:
        return number
    described = {key: number.pop(key) for key in ("description", "default")}
    return {**described, "anyOf": [number, {"const": setting.word}]}
