"""The server's side of the pad's protocol: keep the newest document, acknowledge it, plan it."""

import secrets
import time
from functools import partial

import streamlit as st
from fake_plan import EXCLUSION_KINDS, TARGETS, body, plan

from planner.ui.pad import read_document, show_pad

BODY_KEY = "torso-1"
LAYERS = [
    {"id": "bones", "title": "Bones"},
    {"id": "zones", "title": "Treatment zones"},
    {"id": "deposits", "title": "Deposits"},
    {"id": "Findings", "title": "Findings"},
]

st.set_page_config(layout="wide", initial_sidebar_state="collapsed")
st.html("<style>.stMainBlockContainer{padding:8px 12px 0!important}.stAppHeader{display:none}</style>")


@st.cache_resource
def documents() -> dict[str, dict]:
    return {}


def accept(document: dict | None) -> None:
    if document and is_deaf_to(document["seq"]):
        return
    if document and document["seq"] > documents().get(document["case"], {}).get("seq", 0):
        documents()[document["case"]] = dict(document)


def is_deaf_to(seq: int) -> bool:
    """With `deaf` in the address a document is only heard when it comes up again more than 2 s later."""
    first_heard = st.session_state.setdefault(f"heard-{seq}", time.monotonic())
    return "deaf" in st.query_params and time.monotonic() - first_heard < 2


def on_document(key: str) -> None:
    accept(read_document(st.session_state[key]))


def pad_key() -> str:
    """Each case has a pad of its own, so that a test may start afresh without loading the page again."""
    return f"pad-{st.session_state.get('case', '')}"


def next_case() -> None:
    st.session_state["case"] = secrets.token_hex(4)
    st.session_state["edits"] = []


def data_for(case: str) -> dict[str, object]:
    params = st.query_params
    document = documents().get(
        case, {"case": case, "seq": 0, "edits_seen": 0, "findings": [], "exclusions": []}
    )
    traces, order = plan(document, float(params.get("spacing", 8)), webgl="gl" in params)
    sent = read_document(st.session_state.get(pad_key())) or {}
    holds_body = sent.get("body_key") == BODY_KEY
    return {
        "case": case,
        "ack": document["seq"],
        "doc": document,
        "edits": st.session_state.get("edits", []),
        "active_target": params.get("target", "t1"),
        "targets": TARGETS,
        "exclusion_kinds": EXCLUSION_KINDS,
        "layers": LAYERS,
        "body": {"key": BODY_KEY} if holds_body else body(BODY_KEY),
        "plan": traces,
        "order": order,
        "refused": params.get("refused", "") if document["findings"] else "",
        "dark": "dark" in params,
        "plotly_url": "/assets/plotly.min.js",
        "chrome_px": 20,
    }


def add_by_numbers() -> None:
    edits = st.session_state.setdefault("edits", [])
    number = len(edits) + 1
    finding = {"id": f"kp{number}", "kind": "tender_point", "u_mm": 20.0, "v_mm": 300.0, "intensity": 9}
    edits.append({"n": number, "op": "put_finding", "finding": finding | {"targets": ["t1"]}})


def show() -> None:
    case = st.session_state.get("case") or st.query_params.get("case", "a")
    # A new session may learn the document before the callback is known: the value counts too.
    accept(show_pad(data_for(case), pad_key(), partial(on_document, pad_key()), lambda: None))


left, right = st.columns([0.62, 0.38]) if "split" in st.query_params else (st.container(), st.container())
with right:
    st.button("Next case", on_click=next_case)
    st.button("Add by numbers", on_click=add_by_numbers)
    is_hidden = st.checkbox("Put the pad away")
if not is_hidden:
    with left:
        show()
