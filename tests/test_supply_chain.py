"""What the service is made of: pinned, hashed, and under licences that ask nothing of those who run it."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "deploy" / "requirements.lock").read_text("utf-8")
LOCKED = dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", LOCK))
DEPENDENCIES = [
    Requirement(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
]
# As the packages tell them, each part of an expression by itself.
PERMISSIVE = {
    *("0BSD", "Apache-2.0", "Apache 2.0 License", "Apache-2.0 WITH LLVM-exception", "Apache Software License"),
    *("BSD License", "3-Clause BSD License", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "CNRI-Python"),
    *("ISC License (ISCL)", "MIT", "MIT License", "MIT-0", "MIT-CMU", "PSF-2.0", "Public-Domain", "Zlib"),
    "dependency licenses",  # pypdfium2: PDFium's own libraries, each permissive, told in its wheel
    "MPL-2.0",  # tqdm, used as it is: the licence asks for changes to its own files alone
}


def test_every_dependency_is_locked_within_its_bounds():
    """`make lock` was run after the last change; torch is left to the build that the operator chooses."""
    outside = [
        one.name
        for one in DEPENDENCIES
        if one.name != "torch" and LOCKED.get(one.name.lower(), "") not in one.specifier
    ]
    assert outside == []


def test_every_locked_release_has_a_hash():
    """Whatever is not the file that was locked is refused by pip."""
    assert all("--hash=sha256:" in entry for entry in re.split(r"(?m)^(?=[a-z0-9-]+==)", LOCK) if "==" in entry)


def test_the_lock_names_no_host():
    """Where packages come from is the operator's to say."""
    assert not re.search(r"https?://|--index-url|--find-links|--trusted-host", LOCK)


@pytest.mark.parametrize(("name", "least"), [("starlette", (1, 3, 1)), ("python-multipart", (0, 0, 30))])
def test_releases_with_known_faults_are_not_locked(name, least):
    """Releases in which a fault that this service would feel is mended, or later ones."""
    assert tuple(int(part) for part in LOCKED[name].split(".")) >= least


def test_every_licence_is_permissive():
    """Each part of each licence of what is installed at run time stands in the list."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--packages", *LOCKED, "torch"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert len(told) > 70
    parts = {
        (package["Name"], part) for package in told for part in re.split(r" AND | OR | and |; |, ", package["License"])
    }
    assert {(name, part) for name, part in parts if part not in PERMISSIVE} == set()
