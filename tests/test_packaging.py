"""What is built is whole: the wheel, made from the source distribution, answers with nothing of the checkout near it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tarfile
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "indexer", "qa", "api")


def build(target, source, folder):
    """Build a distribution as `pip` would, and return its file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel that the source distribution gives."""
    work = tmp_path_factory.mktemp("built")
    with tarfile.open(build("sdist", ROOT, work / "sdist")) as archive:
        archive.extractall(work / "source", filter="data")
    return build("wheel", next((work / "source").iterdir()), work / "wheel")


@pytest.fixture(scope="module")
def shirube(wheel, tmp_path_factory):
    """Return the command of an environment that has the wheel, and the libraries of this one behind it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True, with_pip=False)
    python = str(folder / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install"]
    subprocess.run([*pip, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    # A path in a .pth file brings the libraries, and not the .pth files there that point to the checkout.
    own = sysconfig.get_path("purelib", "venv", {"base": str(folder)})
    (Path(own) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return folder / "bin" / "shirube"


@pytest.fixture
def environment(home, tmp_path):
    """Return an environment that knows nothing of the checkout, with an index that was built before."""
    shutil.copytree(home, tmp_path / "home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SHIRUBE_"))}
    return kept | {"SHIRUBE_HOME": str(tmp_path / "home"), "COLUMNS": "100"}


def test_every_file_of_the_product_is_in_the_wheel(wheel):
    """Models, page, documents and word lists are in it to the byte; only what trains the models stays out."""
    listed = subprocess.run(["git", "ls-files", "-z", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    names = {name for name in listed.stdout.split("\0") if name and not name.startswith("indexer/training/data/")}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert held == names
        assert [name for name in names if archive.read(name) != (ROOT / name).read_bytes()] == []


def test_the_installed_command_answers_a_question(shirube, environment, tmp_path):
    """One question gets its cited answer, by the models inside the wheel."""
    command = [shirube, "ask", "海外特別研究員の支援期間は？", "--json"]
    asked = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["answer"].startswith("支援期間は2年間です。")


def test_the_installed_documents_are_read(shirube, environment, tmp_path):
    """A first start finds the documents to build its index of beside the code that was installed."""
    code = (
        "from corpus.collection import BUNDLED_DOCUMENTS as folder, load_collection\n"
        "print(folder, len(load_collection(folder).documents))"
    )
    command = [shirube.with_name("python"), "-c", code]
    read = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    folder, count = read.stdout.split()
    assert Path(folder).is_relative_to(shirube.parents[1])
    assert count == "5"


def test_the_installed_server_gives_its_page(shirube, environment, tmp_path):
    """The page comes out of the wheel, and the server says that it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [shirube, "serve", "--port", str(port)]
    unbuffered = environment | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=tmp_path, env=unbuffered, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert "http://" in server.stdout.readline()
            assert got(port, "/readyz", server)["status"] == "ready"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
                assert "しるべ" in page.read().decode()
        finally:
            server.terminate()


def got(port, path, server):
    """Return the JSON at ``path`` as soon as the server listens."""
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as reply:
                return json.load(reply)
        except urllib.error.URLError:
            assert server.poll() is None
