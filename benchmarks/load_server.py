"""What a server under load holds and uses, and what its machine's host takes back of the processors."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Look:
    """What a server holds up to a moment, and what it has used and answered.

    ``stolen_s`` is the time for which a virtual machine wanted a processor and its host gave it to others.
    """

    at_s: float
    taps: int
    rss_mb: float
    cpu_s: float
    stolen_s: float
    threads: int
    files: int


def look_at(process: int, taps: int, at_s: float) -> Look:
    """Look at a server by its process."""
    here = Path(f"/proc/{process}")
    told = dict(line.split(":", 1) for line in (here / "status").read_text().splitlines() if ":" in line)
    used = (here / "stat").read_text().rpartition(")")[2].split()
    everybody = Path("/proc/stat").read_text().splitlines()[0].split()
    return Look(
        at_s=at_s,
        taps=taps,
        rss_mb=int(told["VmRSS"].split()[0]) / 1024,
        cpu_s=(int(used[11]) + int(used[12])) / _TICKS_PER_S,
        stolen_s=int(everybody[8]) / _TICKS_PER_S,
        threads=int(told["Threads"]),
        files=len(list((here / "fd").iterdir())),
    )


def busy_ms(before: Look, after: Look) -> float:
    """Return how long the server was busy for one tap."""
    return (after.cpu_s - before.cpu_s) / max(after.taps - before.taps, 1) * 1000


def stolen_share(before: Look, after: Look) -> float:
    """Return which share of the machine's processors its host took, from 0 to 1."""
    lent_s = (after.at_s - before.at_s) * (os.cpu_count() or 1)
    return (after.stolen_s - before.stolen_s) / lent_s if lent_s else 0.0


def said(times_ms: Sequence[float]) -> str:
    """Say what times came to."""
    if not times_ms:
        return "none"
    p50, p95, p99 = np.percentile(times_ms, [50, 95, 99])
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms"


def report_server(looks: Sequence[Look]) -> None:
    """Print what a server came to, looked at before it had anything to do, with every case open, and on."""
    at_rest, opened, ended = looks[0], looks[1], looks[-1]
    print(f"  server: {busy_ms(opened, ended):.0f} ms of processor a tap, once every case is open")
    print(f"  memory: {at_rest.rss_mb:.0f} MB at rest, {opened.rss_mb:.0f} MB with every case open, "
          f"{ended.rss_mb:.0f} MB at the end")  # fmt: skip
    print(f"  threads {opened.threads} to {ended.threads}, open files {opened.files} to {ended.files}")
    print(f"  taken by the machine's host: {stolen_share(opened, ended):.1%} of the processors")


def report_slices(looks: Sequence[Look], taps_ms: Sequence[float]) -> None:
    """Print the times between each look and the next, and what the server held by then."""
    for before, after in pairwise(looks):
        since_min = (before.at_s - looks[0].at_s) / 60
        print(f"  {since_min:.0f} min on: {said(taps_ms[before.taps : after.taps])}, "
              f"{after.cpu_s - before.cpu_s:.0f} s of processor, {after.rss_mb:.0f} MB, "
              f"{stolen_share(before, after):.1%} taken by the host")  # fmt: skip
