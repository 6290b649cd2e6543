"""Two replicas behind nginx as `deploy/` ships it, one PostgreSQL: one is killed, and the tablet goes on."""

import secrets
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from planner.files.desk_file import read_desk
from planner.storage.database import Database
from planner.storage.drafts import find_draft
from planner.storage.opening import open_to_read
from planner.storage.principal import DESK
from planner.storage.verify import verify
from tests.browser.conftest import OpenDesk, free_port
from tests.browser.mortal_app import MortalApp
from tests.browser.test_desk_kept import CUT, case_of
from tests.faults.sizes import report, times
from tests.nginx_server import NginxServer, require_nginx
from tests.postgres_server import PostgresServer, served_postgres

USABLE_S = 5.0
PLACES = [(-100.0 + 20.0 * column, 260.0 + 25.0 * row) for row in range(10) for column in range(11)]


@dataclass(frozen=True)
class Cluster:
    """What `deploy/` describes, on this machine."""

    nginx: NginxServer
    replicas: tuple[MortalApp, MortalApp]
    store: Database

    def replica_of_the_browser(self) -> MortalApp:
        """Return the replica that holds the one session there is."""
        (serving,) = (replica for replica in self.replicas if sessions_on(replica))
        return serving


def sessions_on(replica: MortalApp) -> int:
    line = HTTPConnection("127.0.0.1", replica.port, timeout=5)
    line.request("GET", "/_stcore/metrics?families=active_sessions")
    told = line.getresponse().read().decode()
    line.close()
    return sum(int(float(row.split()[-1])) for row in told.splitlines() if row.startswith("active_sessions"))


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    yield from served_postgres()


@pytest.fixture
def cluster(postgres: PostgresServer, tmp_path: Path) -> Iterator[Cluster]:
    require_nginx()
    address = postgres.empty_database()
    settings = {
        "PLANNER_DATABASE_URL": address.url.render_as_string(hide_password=False),
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
    }
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    one, two = (MortalApp(folder, **settings) for folder in folders)
    nginx = NginxServer(tmp_path / "nginx", free_port(), (one.port, two.port))
    nginx.check()
    for replica in (one, two):
        replica.launch()  # both at once, on an empty database
    for replica in (one, two):
        replica.wait_until_ready()
    nginx.start()
    with closing(open_to_read(address)) as store:
        yield Cluster(nginx, (one, two), store)
    nginx.close()
    for replica in (one, two):
        replica.stop()


@pytest.mark.timeout(0)
def test_a_tablet_goes_on_within_five_seconds_after_its_replica_was_killed(
    cluster: Cluster, open_desk: OpenDesk
) -> None:
    loops, seconds = times(2, 25), []
    desk = open_desk(url=cluster.nginx.url)
    case = case_of(desk).partition("case=")[2][:16]

    for loop in range(loops):
        *first, last = PLACES[loop * 4 : loop * 4 + 4]
        for place in first:
            desk.page.touchscreen.tap(*desk.at(*place))
        desk.page.wait_for_timeout(60 * (loop % 5))
        acknowledged, killed = desk.ask("pad.acked"), cluster.replica_of_the_browser()
        killed.kill()
        began = time.perf_counter()
        desk.page.touchscreen.tap(*desk.at(*last))
        desk.saved()
        seconds.append(time.perf_counter() - began)
        killed.launch()
        kept = read_desk(find_draft(cluster.store, DESK, case).body)

        assert kept.document.seq >= acknowledged
        assert kept.document.seq == desk.ask("pad.document.seq")
        killed.wait_until_ready()

    marks = desk.findings
    desk.page.close()
    other = open_desk(url=cluster.nginx.url, query=f"?understood=1&case={case}")
    assert other.findings == marks
    assert len({(one["u_mm"], one["v_mm"]) for one in other.findings}) == len(other.findings) == loops * 4
    assert verify(cluster.store).problems == ()
    desk.forgive(*CUT)
    report("kill -9 of one of two replicas behind nginx", kills=loops, marks=loops * 4, lost=0, doubled=0,
           seconds_until_the_next_tap_is_saved=", ".join(f"{s:.1f}" for s in seconds))  # fmt: skip
    if max(seconds) > USABLE_S:
        pytest.fail(f"The next tap was saved after {max(seconds):.1f} s, not within {USABLE_S:g} s.")
