"""Several pads on several servers of one store, on bad lines: nothing that was told to be saved is lost."""

from functools import partial

import numpy as np
import pytest

from tests.browser.ledger import Lost
from tests.browser.many_pads import ManyPads
from tests.browser.pad_page import PadPage
from tests.faults.sizes import report, times

MIXES = {
    "a bad line": "",
    "typing beside the pad": "type type",
    "servers that are slow, die, and are changed": "torn stale kill move",
    "pads loaded afresh and undo": "reload undo undo redo",
    "pages that keep what was not sent": "reopen reopen spell",
    "such pages, and all else": "reopen reopen reload type torn stale kill move undo redo",
}
ALWAYS = "add change remove send deliver deliver answer hear hear keep turn turn"
STEPS = 40
SPELL = 25


def run(pads: ManyPads, draw: np.random.Generator, kinds: list[str]) -> None:
    """Take random steps, then let everything settle."""
    for _ in range(STEPS):
        which, server = int(draw.integers(len(pads.tablets))), int(draw.integers(len(pads.servers)))
        kind, states, chance = str(draw.choice(kinds)), pads.states(which), draw.random()
        if kind in {"change", "remove"}:
            if states:
                getattr(pads, kind)(which, float(draw.choice(states)))
            continue
        steps = {
            "keep": pads.servers[server].keep,
            "turn": partial(pads.turn, which, is_heard=chance < 0.6),
            "type": partial(pads.type, server, is_kept=chance < 0.5),
            "torn": partial(pads.answer, which, is_torn=True),
            "stale": partial(pads.deliver, which, is_fresh=False),
            "kill": partial(pads.kill, server),
            "move": partial(pads.move, which, server),
            "spell": partial(mark_offline, pads, which, draw),
        }
        steps[kind]() if kind in steps else getattr(pads, kind)(which)
    pads.settle()


def mark_offline(pads: ManyPads, which: int, draw: np.random.Generator) -> None:
    """Mark and change many times while nothing gets through."""
    for _ in range(SPELL):
        states = pads.states(which)
        if states and draw.random() < 0.5:
            pads.change(which, float(draw.choice(states)))
        else:
            pads.add(which)


def test_a_tablet_that_saw_what_was_never_kept_takes_no_kept_mark_away(pad: PadPage) -> None:
    pads = ManyPads(pad, pads=3, servers=2)
    first, other, third = 0, 1, 2
    pads.add(first)
    for which in (first, other, third):
        pads.turn(which)

    pads.add(first)
    pads.add(first)
    pads.deliver(first)
    pads.deliver(first)
    pads.answer(third)
    pads.hear(third)  # on the first one's server, which has kept neither
    pads.add(other)
    pads.turn(other)

    pads.tablets[first].cut()
    pads.turn(third)
    pads.turn(third)
    assert pads.states(third) == [1.0, 4.0]
    pads.settle()


def test_what_was_typed_and_removed_by_one_tablet_is_not_put_back_by_another(pad: PadPage) -> None:
    pads = ManyPads(pad, pads=2, servers=1)
    pads.type(0, is_kept=True)
    for which in (0, 1):
        pads.answer(which)
        pads.hear(which)
    pads.turn(0)

    pads.remove(0, 1.0)
    pads.turn(0)

    pads.settle()
    assert pads.states(0) == pads.states(1) == []


@pytest.mark.parametrize(("deed", "left"), [("change", 35), ("remove", 34)])
def test_a_mark_whose_receipt_was_lost_is_known_again_after_many_more_and_a_reload(
    pad: PadPage, deed: str, left: int
) -> None:
    pads = ManyPads(pad, pads=1, servers=1)
    for _ in range(3):
        pads.add(0)
        pads.turn(0)
    for _ in range(7):
        pads.add(0)
    pads.turn(0, is_heard=False)

    getattr(pads, deed)(0, 4.0)
    for _ in range(SPELL):
        pads.add(0)
    marked = sorted(pads.states(0))
    pads.tablets[0].cut()
    pads.reopen(0)
    pads.settle()

    assert sorted(pads.states(0)) == marked
    assert (4.0 in marked, len(marked)) == (False, left)


@pytest.mark.parametrize("theirs", [[5.0], [10.0, 11.0]])
def test_undo_goes_back_one_step_over_what_was_marked_offline_and_never_over_the_other_tablet(
    pad: PadPage, theirs: list[float]
) -> None:
    pads = ManyPads(pad, pads=2, servers=1)
    offline, other = 0, 1
    for _ in range(3):
        pads.add(offline)
    pads.change(offline, 2.0)  # which is then 4.0
    pads.add(other)
    for state in range(5, int(theirs[0])):
        pads.change(other, float(state))
    pads.turn(other)
    for _ in theirs[1:]:
        pads.answer(offline)
        pads.hear(offline)  # and what it makes of that gets lost
        pads.add(other)
        pads.turn(other)
    pads.turn(offline)

    seen = [sorted(pads.states(offline))]
    for step in (pads.undo, pads.undo, pads.redo, pads.undo, pads.undo, pads.undo, pads.undo):
        step(offline)
        seen.append(sorted(pads.states(offline)))

    own = [[1, 3, 4], [1, 2, 3], [1, 2], [1, 2, 3], [1, 2], [1], [], []]
    assert seen == [[*states, *theirs] for states in own]
    assert sorted(pads.states(other)) == theirs


@pytest.mark.timeout(0)  # some ten minutes for a mix at full size
@pytest.mark.parametrize("mix", MIXES)
@pytest.mark.parametrize(("count", "servers"), [(2, 1), (3, 2), (4, 3)])
def test_whatever_happens_in_whatever_order_every_mark_is_there_once(
    pad: PadPage, mix: str, count: int, servers: int
) -> None:
    kinds, tries = [*ALWAYS.split(), *MIXES[mix].split()], times(2, 300)
    lost = []

    for seed in range(tries):
        pads = ManyPads(pad, pads=count, servers=servers)
        try:
            run(pads, np.random.default_rng(seed), kinds)
        except Lost as found:
            lost.append((seed, str(found)))

    report(f"{count} pads, {servers} servers, {mix}", interleavings=tries, lost=len(lost))
    assert not lost
