"""The files of ``deploy/``: read by the programs that they are for, as far as this machine has them."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from planner.storage.address import URL_SETTING, read_address

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose"
UNITS = sorted((DEPLOY / "systemd").glob("mesoplan*.[st]*[er]"))
SCRIPTS = [DEPLOY / "backup-postgresql", DEPLOY / "erased-since", COMPOSE / "postgres" / "make-app-role.sh"]


@pytest.fixture
def services() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((COMPOSE / "compose.yaml").read_text())["services"]
    return read


class Unit(configparser.ConfigParser):
    """A unit file; strict, so that nothing is said twice."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def a_unit(path: Path) -> Unit:
    read = Unit(interpolation=None)
    read.read_string(path.read_text())
    return read


def test_every_replica_of_the_compose_file_is_the_same_and_waits_for_the_tables(
    services: dict[str, Any],
) -> None:
    assert services["replica-1"] == services["replica-2"]
    assert services["replica-1"]["depends_on"] == {"tables": {"condition": "service_completed_successfully"}}
    assert services["tables"]["depends_on"] == {"database": {"condition": "service_healthy"}}


def test_the_compose_file_mounts_what_is_there_and_opens_nothing_to_the_network(
    services: dict[str, Any],
) -> None:
    mounted = [volume.split(":")[0] for one in services.values() for volume in one.get("volumes", [])]
    ports = [port for one in services.values() for port in one.get("ports", [])]

    assert all((COMPOSE / path).exists() for path in mounted if path.startswith("."))
    assert ports == ["127.0.0.1:8080:8080"]


def test_the_compose_file_names_versions_and_asks_for_every_secret(services: dict[str, Any]) -> None:
    text = (COMPOSE / "compose.yaml").read_text()
    asked = set(re.findall(r"\$\{(\w+)", text))
    example = (COMPOSE / "example.env").read_text()

    assert all(re.search(r":\d", one["image"]) for one in services.values())
    assert asked == set(re.findall(r"^(\w+)=$", example, re.MULTILINE))
    assert text.count("${") == text.count(":?see example.env}")


def test_nginx_knows_the_replicas_of_the_compose_file(services: dict[str, Any]) -> None:
    replicas = (COMPOSE / "nginx" / "replicas.conf").read_text()

    assert re.findall(r"server ([\w-]+):8501", replicas) == [n for n in services if n.startswith("replica")]
    assert sorted(path.name for path in (COMPOSE / "nginx").iterdir()) == sorted(
        path.name for path in (DEPLOY / "nginx" / "mesoplan").iterdir()
    )


def test_the_image_is_made_of_files_that_are_there_and_are_sent_to_it() -> None:
    lines = (COMPOSE / "Dockerfile").read_text().splitlines()
    copied = [name for line in lines if line.startswith("COPY") for name in line.split()[1:-1]]
    sent = (ROOT / ".dockerignore").read_text().split()

    assert all((ROOT / name).exists() for name in copied)
    assert {f"!{name}" for name in copied} <= set(sent)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_file_is_one_that_systemd_takes(path: Path, tmp_path: Path) -> None:
    unit = a_unit(path)
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    instance = path.name.replace("@.", "@8501.")
    for each in UNITS:  # a timer names its service
        text = re.sub(r"/opt/mesoplan/(\.venv/bin/python|deploy/\S+)", str(program), each.read_text())
        (tmp_path / each.name.replace("@.", "@8501.")).write_text(text.replace("postgres\n", "root\n"))

    assert {"Unit", "Install"} <= {*unit.sections(), "Install"}
    if systemd_analyze := shutil.which("systemd-analyze"):
        said = subprocess.run(
            [systemd_analyze, "verify", "--man=no", str(tmp_path / instance)],
            capture_output=True, text=True, check=False, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        )  # fmt: skip
        assert (said.returncode, said.stderr) == (0, "")


def test_the_units_start_what_is_in_the_project() -> None:
    started = [a_unit(path)["Service"]["ExecStart"] for path in UNITS if path.suffix == ".service"]

    for command in started:
        program = command.split()[0].removeprefix("/opt/mesoplan/")
        assert program == ".venv/bin/python" or (ROOT / program).stat().st_mode & 0o111


def test_the_settings_of_the_units_are_ones_that_the_store_takes() -> None:
    example = (DEPLOY / "systemd" / "mesoplan.env.example").read_text()
    settings = dict(line.split("=", 1) for line in example.splitlines() if line and line[0] != "#")

    assert read_address(settings).url is not None
    assert set(settings) == {
        URL_SETTING,
        "STREAMLIT_SERVER_COOKIE_SECRET",
        "STREAMLIT_SERVER_ALLOWED_HOSTS",
    }


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_shell_takes_the_scripts(path: Path) -> None:
    subprocess.run(["/bin/sh", "-n", str(path)], check=True)

    assert path.stat().st_mode & 0o111
