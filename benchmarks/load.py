"""Many tablets at one server: how long a tap takes until its receipt and plan are back, errors, memory.

Each tablet taps every five seconds on average. The tablets share the machine with the server, which makes the
times longer than they are. With ``--compare`` once more, with garbage collection as Streamlit leaves it; what
comes of that is printed and fails nothing. Afterwards the last tap of each tablet that had a receipt is
looked for in the store: one that is not there counts as an error.
"""

import asyncio
import os
import random
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.load_cases import case_of, lost, prepare
from benchmarks.load_server import Look, look_at, report_server, report_slices, said
from benchmarks.load_tablet import Noted, Tablet
from tools.desk import serving

THINK_S = 5.0
AIM_MS = 300.0
SEED = 20_261_126
SLICE_S = 60.0  # of a run, whose times and memory are printed for themselves: growth shows there
OPENING_SHARE = 0.1  # of the time, within which the tablets begin one after the other


async def play(address: str, cases: list[str], seconds: float, noted: Noted) -> None:
    """Let every tablet work for that long, beginning one after the other."""
    chance = random.Random(SEED)  # the same taps in every run
    until_s = time.monotonic() + seconds

    async def one(number: int, case: str) -> None:
        await asyncio.sleep(number * min(0.25, seconds * OPENING_SHARE / len(cases)))
        await Tablet(case, noted, random.Random(chance.random())).work(address, until_s, THINK_S)

    ended = await asyncio.gather(*(one(*each) for each in enumerate(cases)), return_exceptions=True)
    noted.errors += [repr(error) for error in ended if isinstance(error, BaseException)]


def report(name: str, noted: Noted, seconds: float) -> None:
    taps = len(noted.taps_ms)
    print(f"{name}: {taps} taps in {seconds:.0f} s, {said(noted.taps_ms)}, {len(noted.errors)} errors")
    print(f"  to open the case: {said(noted.opened_ms)}; sent again after silence: {noted.sent_again}")
    print(f"  down, openings included: {noted.down_bytes / max(taps, 1) / 1000:.1f} kB a tap")
    for error in sorted(set(noted.errors))[:5]:
        print(f"  error, {noted.errors.count(error)} times: {error[:200]}")


def measured(name: str, script: str, wanted: Namespace) -> Noted:
    """Serve the script, play, and print what came of it."""
    with TemporaryDirectory() as folder:
        cases = prepare(Path(folder), wanted.tablets)
        with serving(Path(folder), "run", script) as (address, server):
            noted, looks = asyncio.run(_play_and_look(address, cases, wanted.seconds, server.pid))
        noted.errors += [
            f"lost what had a receipt: {case}" for case in lost(Path(folder), noted.acknowledged)
        ]
    report(f"{wanted.tablets} tablets, {name}", noted, wanted.seconds)
    print(f"  looked for in the store afterwards: the last tap with a receipt of {len(noted.acknowledged)}")
    report_server(looks)
    report_slices(looks[1:], noted.taps_ms)
    return noted


async def _play_and_look(
    address: str, cases: list[str], seconds: float, process: int
) -> tuple[Noted, tuple[Look, ...]]:
    """Play, and look at the server before, once every case is open, after every slice, and at the end."""
    noted = Noted()

    def look() -> Look:
        return look_at(process, len(noted.taps_ms), time.monotonic())

    at_rest = look()
    playing = asyncio.create_task(play(address, cases, seconds, noted))
    while len(noted.opened_ms) < len(cases) and not playing.done():
        await asyncio.sleep(0.2)
    looks = [at_rest, look()]
    while not playing.done():
        await asyncio.wait([playing], timeout=SLICE_S)
        looks.append(look())
    await playing
    return noted, tuple(looks)


def main() -> int:
    """Measure, print, and tell by the exit status whether there were errors with the heap frozen."""
    parser = ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--tablets", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=1800.0)
    parser.add_argument(
        "--compare", action="store_true", help="again with garbage collection as Streamlit leaves it"
    )
    parser.add_argument("--address", help="a server that runs already, such as http://127.0.0.1:8080")
    wanted = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    if wanted.address:
        cases = [case_of(number) for number in range(wanted.tablets)]
        noted = [Noted()]
        asyncio.run(play(wanted.address, cases, wanted.seconds, noted[0]))
        report(f"{wanted.tablets} tablets at {wanted.address}", noted[0], wanted.seconds)
    else:
        noted = [measured("heap frozen", "app.py", wanted)]
        if wanted.compare:
            noted += [
                measured("garbage collected as Streamlit leaves it", "benchmarks/unfrozen_server.py", wanted)
            ]
    p95_ms = float(np.percentile(noted[0].taps_ms or [float("inf")], 95))
    print(f"aim of p95 at most {AIM_MS:g} ms: {'reached' if p95_ms <= AIM_MS else 'missed'}")
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")
    return int(bool(noted[0].errors or not noted[0].taps_ms))


if __name__ == "__main__":
    sys.exit(main())
