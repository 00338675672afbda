"""Several worker processes: whichever is asked, the answer is the same, and one that dies is missed by nobody."""

import os
import shutil
import signal
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from doubles import HashEmbedder

from indexer.generations import GenerationStore
from indexer.search_index import build_index

COMMAND = Path(__file__).parents[1] / "command_without_models.py"
PLAN = "# 灯台の計画\n灯台の高さは20mとする。\n"
NOTE = "# 港の覚書\n港の深さは9mである。\n"
PATIENT = 240.0  # seconds after which a test fails that waits for something


def workers_of(server):
    """Return the processes that answer, those children of the server that have its socket."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return {int(child) for child in children if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()}


def get(server, path, **more):
    """Ask over a connection of its own, so that any worker may take it."""
    return httpx2.get(f"http://127.0.0.1:{server.port}{path}", timeout=60, **more)


def until(done):
    """Wait until something is so."""
    end = time.monotonic() + PATIENT
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def start_workers(start):
    """Return what starts a server of two workers, whose models are stand-ins that are there in a moment."""

    @contextmanager
    def begun(home, **settings):
        with start(home, "--workers", "2", program=(str(COMMAND),), **settings) as server:
            until(lambda: served_by(server) == 2)
            yield server

    return begun


@pytest.fixture(scope="module")
def own_home(tmp_path_factory):
    """Return a home folder with an index of one document."""
    folder = tmp_path_factory.mktemp("workers")
    (folder / "texts").mkdir()
    (folder / "texts" / "plan.md").write_text(PLAN, "utf-8")
    build_index(GenerationStore(folder / "home" / "index"), folder / "texts", HashEmbedder())
    return folder / "home"


@pytest.fixture(scope="module")
def running(own_home, start_workers):
    """Return a server of two workers with a limit, both of which answer."""
    with start_workers(own_home, SHIRUBE_DRAFTS="6/day") as server:
        yield server


def served_by(server):
    """Return how many workers have counted a request."""
    get(server, "/healthz")
    folders = list(Path(tempfile.gettempdir()).glob("shirube-*/metrics"))
    mine = {str(pid) for pid in workers_of(server)}
    return len({pid for folder in folders for pid in mine if (folder / f"counter_{pid}.db").exists()})


def test_a_change_is_told_by_every_worker(running):
    """Its job is known wherever one asks, and when it is done the document is everywhere."""
    sent = {"file": ("note.md", NOTE.encode())}
    job = httpx2.post(f"http://127.0.0.1:{running.port}/v1/documents", files=sent, timeout=60).json()["job"]
    replies = [get(running, f"/v1/jobs/{job}") for _ in range(12)]
    assert {reply.status_code for reply in replies} == {200}
    until(lambda: get(running, f"/v1/jobs/{job}").json()["state"] == "done")
    lists = [get(running, "/v1/documents").json()["documents"] for _ in range(12)]
    assert all("note" in {item["document_id"] for item in found} for found in lists)


def test_changes_asked_of_any_worker_are_made_one_after_another(running):
    """None fails because another one writes."""
    address = f"http://127.0.0.1:{running.port}/v1/documents"
    jobs = [
        httpx2.post(address, files={"file": (f"note{number}.md", NOTE.encode())}, timeout=60).json()["job"]
        for number in range(4)
    ]
    until(lambda: all(get(running, f"/v1/jobs/{job}").json()["state"] in ("done", "failed") for job in jobs))
    assert [get(running, f"/v1/jobs/{job}").json()["state"] for job in jobs] == ["done"] * 4


def test_a_limit_holds_for_all_workers_together(running):
    """So many drafts are checked, however many processes check them."""
    draft = {"text": "国際共同研究の企画案。大学が材料の研究を行う。"}
    address = f"http://127.0.0.1:{running.port}/v1/drafts/check"
    replies = [httpx2.post(address, json=draft, timeout=60).status_code for _ in range(10)]
    assert sorted(replies) == [200] * 6 + [429] * 4


def test_a_check_in_the_background_is_found_at_every_worker(running):
    """Its state is told alike."""
    long = {"inputs": {"text": "国際共同研究の企画案。" * 2_000}}
    accepted = httpx2.post(f"http://127.0.0.1:{running.port}/gennai/check", json=long, timeout=60)
    assert accepted.status_code == 202
    address = accepted.json()["status_url"]
    assert {get(running, address).status_code for _ in range(12)} == {200}


def test_what_the_workers_count_is_told_as_one(running):
    """Whichever is asked tells the sum."""

    def counted():
        lines = get(running, "/metrics").text.splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if 'route="/v1/guidance"' in line)

    before = counted()
    for _ in range(20):
        get(running, "/v1/guidance")
    assert {counted() for _ in range(6)} == {before + 20}


def test_a_worker_that_is_killed_is_replaced(running):
    """No request after its end fails, and soon there are as many as before."""
    before = workers_of(running)
    killed = min(before)
    os.kill(killed, signal.SIGKILL)
    until(lambda: not alive(killed))
    replies = [get(running, "/v1/documents").status_code for _ in range(40)]
    assert set(replies) == {200}
    until(lambda: len(workers_of(running) - {killed}) == 2)
    until(lambda: served_by(running) == 2)
    assert get(running, "/v1/guidance").status_code == 200


def alive(pid):
    """Say whether a process runs, and is not only waited for."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_damage_is_found_while_it_serves(own_home, start_workers, tmp_path):
    """On SIGHUP every worker looks through the files; what is found is logged, told and counted."""
    copied = tmp_path / "home"
    shutil.copytree(own_home, copied)
    with start_workers(copied) as server:
        assert get(server, "/readyz").json()["status"] == "ready"
        current = copied / "index" / (copied / "index" / "CURRENT").read_text().split()[0]
        with (current / "report.json").open("r+b") as file:
            byte = file.read(1)[0]
            file.seek(0)
            file.write(bytes([byte ^ 4]))
        server.process.send_signal(signal.SIGHUP)
        until(lambda: all(get(server, "/readyz").json()["status"] == "degraded" for _ in range(8)))
        assert "report.json has changed" in " ".join(get(server, "/readyz").json()["reasons"])
        assert "shirube_index_damaged 1.0" in get(server, "/metrics").text
        server.process.send_signal(signal.SIGTERM)
        assert "report.json has changed" in server.process.communicate(timeout=60)[1]


def test_what_is_under_way_is_finished_when_the_server_ends(own_home, start_workers):
    """SIGTERM ends the workers after their requests, and leaves no process and no folder behind."""
    with start_workers(own_home) as server:
        found, replies, ready = workers_of(server), [], threading.Barrier(3)

        def check():
            draft = {"text": "国際共同研究の企画案。大学が材料の研究を行う。\n" * 300}
            with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client:
                client.get("/healthz")  # the connection is a worker's from here on
                ready.wait()
                replies.append(client.post("/v1/drafts/check", json=draft).status_code)

        asking = [threading.Thread(target=check) for _ in range(2)]
        for thread in asking:
            thread.start()
        ready.wait()
        server.process.send_signal(signal.SIGTERM)
        for thread in asking:
            thread.join()
        assert replies == [200, 200]
        assert server.process.wait(timeout=60) == 0
        assert not any(alive(pid) for pid in found)
