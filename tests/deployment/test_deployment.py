"""The files of a deployment say what the guide promises of them."""

import configparser
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))  # for dockerfile.py

from dockerfile import instructions, stages

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture
def image():
    """Return the instructions of the stage that is shipped."""
    return {instruction.word: instruction for instruction in stages(ROOT / "Dockerfile")[-1]}


@pytest.fixture
def service():
    """Return the service of compose.yaml."""
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["shirube"]


@pytest.fixture
def unit():
    """Return the service section of the systemd unit."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read(ROOT / "deploy" / "shirube.service", "utf-8")
    return parser["Service"]


def test_the_image_runs_as_a_user_without_rights(image):
    """The user is a number, so that a cluster can see that it is not root, and is made by the image."""
    assert image["USER"].rest == "10001"
    assert "--uid 10001" in image["RUN"].rest


def test_the_image_tells_whether_it_lives(image):
    """The health check asks the probe that needs no index and no login."""
    assert "/healthz" in image["HEALTHCHECK"].listed()[-1]


def test_the_image_starts_the_service_without_a_shell(image):
    """Signals reach the server, and nothing is expanded."""
    assert [*image["ENTRYPOINT"].listed(), *image["CMD"].listed()][:2] == ["shirube", "serve"]


def test_the_image_is_built_of_one_python(image):
    """Both stages stand on the same release, which the project supports."""
    bases = {one.rest.split()[0] for one in instructions(ROOT / "Dockerfile") if one.word == "FROM"}
    assert bases == {"python:3.11-slim"}


def test_the_image_pins_torch_as_the_project_does():
    """What the lock leaves out is the release that the project names."""
    pinned = next(name for name in PROJECT["dependencies"] if name.startswith("torch=="))
    assert pinned in (ROOT / "Dockerfile").read_text("utf-8")


def test_every_file_that_the_build_copies_is_let_through():
    """The context holds what the wheel is built of, and leaves everything else out."""
    ignore = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert ignore[1] == "*"
    assert {"!corpus", "!indexer", "!qa", "!api", "!pyproject.toml", "!README.md", "!LICENSE"} <= set(ignore)


def test_the_container_can_change_nothing_but_its_data(service):
    """Root file system read-only, no capabilities, no new privileges, bounded memory and processes."""
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["pids_limit"] <= 256
    assert service["mem_limit"] == service["memswap_limit"]


def test_the_container_is_reached_from_its_machine_alone(service):
    """The proxy stands between it and everybody else."""
    assert service["ports"] == ["127.0.0.1:8000:8000"]


def test_the_image_of_compose_has_the_version(service):
    """An upgrade is a change of one number."""
    assert service["image"] == f"shirube:{PROJECT['version']}"


def test_the_unit_keeps_the_service_in_its_folder(unit):
    """It writes to its state folder alone, gains no rights, and leaves no draft in a core file or in swap."""
    assert unit["ProtectSystem"] == "strict"
    assert unit["StateDirectoryMode"] == "0700"
    assert unit["NoNewPrivileges"] == "yes"
    assert unit["CapabilityBoundingSet"] == ""
    assert (unit["LimitCORE"], unit["MemorySwapMax"]) == ("0", "0")


def test_the_unit_reaches_no_other_machine(unit):
    """What leaves the process is refused by the system, whatever the code does."""
    assert (unit["IPAddressDeny"], unit["IPAddressAllow"]) == ("any", "localhost")


def test_the_unit_does_not_restart_what_a_restart_cannot_mend():
    """The exit codes of unusable documents, index and settings are those of the command line."""
    from api.cli import EXIT_CODES

    text = (ROOT / "deploy" / "shirube.service").read_text("utf-8")
    codes = re.search(r"RestartPreventExitStatus=(.*)", text).group(1).split()
    assert all(code in EXIT_CODES for code in codes)
