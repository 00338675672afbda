"""A draft that is being checked when the service dies leaves nothing behind."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys

TOKEN = "秘匿確認用の合い言葉アオサギ七二九"


def test_nothing_of_a_draft_is_on_disk_after_a_kill(home, tmp_path):
    """Killed while it checks a draft, the service has written no word of it to its folder, its temporary folder or a log."""
    own, scratch = tmp_path / "home", tmp_path / "scratch"
    shutil.copytree(home, own)
    scratch.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "SHIRUBE_HOME": str(own), "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "api", "serve", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=written, text=True)
        assert any("http://" in line for line in process.stdout)
        connection = _connected(port, process)
        connection.sendall(_request(port))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        connection.close()
    for path in (file for file in tmp_path.rglob("*") if file.is_file()):
        assert TOKEN.encode() not in path.read_bytes(), path


def _connected(port, process):
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            assert process.poll() is None


def _request(port):
    text = f"国際共同研究の企画案\n\n{TOKEN}について、両大学が共同で研究を行う。\n" * 3_000
    body = json.dumps({"text": text}, ensure_ascii=False).encode()
    head = f"POST /v1/drafts/check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
