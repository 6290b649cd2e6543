"""The warm start of the server: what the first tap would have to wait for is done before it."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from planner.body.points import PointMm
from planner.session import FindingKind, PointFinding, Session, Target, Zone
from planner.techniques import all_techniques
from planner.ui.board import new_board
from planner.ui.chosen import CHOSEN
from planner.ui.clock import require_server_zone
from planner.ui.heap import heap_frozen
from planner.ui.pad import PAD
from planner.ui.pad_data import pad_data
from planner.ui.page_watch import WATCH
from planner.ui.planned import planned, worked_out
from planner.ui.server import plotly_js
from planner.ui.store import kept_open
from planner.ui.treat_map import TREAT_MAP
from planner.ui.whole_queue import keep_queues_whole
from planner.ui.workers import WORKERS, wanted_workers

# A plan waits to be sent while another thread works out the figures of the panel, which Python lets run for
# 5 ms at each of the sender's turns: at a tenth of that the plan reaches the screen about 20 ms sooner.
SWITCH_S = 0.0005

_POINT = PointFinding("p1", FindingKind.TENDER_POINT, PointMm(15.0, 409.0), 5)
_ZONE = Zone("z1", tuple(PointMm(u, v) for u, v in ((20.0, 400.0), (90.0, 400.0), (55.0, 460.0))), 5)


@asynccontextmanager
async def warm_up(_app: object) -> AsyncIterator[None]:
    """Make the first tap as quick as the second, and the later ones no slower than it."""
    require_server_zone(os.environ.get("TZ", ""))
    keep_queues_whole()
    plotly_js()
    for component in (PAD, TREAT_MAP, WATCH, CHOSEN):
        component.declare()
    sessions = [
        Session(findings=(_POINT, _ZONE), targets=(Target("t1", technique.id, ("p1", "z1")),))
        for technique in all_techniques()
    ]
    first = [(worked_out, (session,)) for session in sessions]
    with WORKERS.working(wanted_workers(), first=first):  # they load while this one warms up
        for session in sessions:
            _show(session)
        sys.setswitchinterval(SWITCH_S)
        with heap_frozen():
            async with kept_open():
                yield


def _show(session: Session) -> None:
    """Work out everything that the desk shows of a session."""
    result = planned(session)
    for dark in (False, True):
        pad_data(new_board("", session.targets[0].technique), result, dark=dark)
    worked_out(session)
