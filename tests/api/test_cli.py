"""The command line as a person uses it: real processes, their output and their exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = ["serve", "index", "ask", "search", "verify", "documents", "guidance", "programmes", "programme", "evaluate"]


def shirube(*arguments, home, **more):
    """Run the command line in a process of its own."""
    environment = {**os.environ, "SHIRUBE_HOME": str(home), "COLUMNS": "100", **more}
    return subprocess.run(
        [sys.executable, "-m", "api", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_names_every_command_and_exit_code(home):
    """A newcomer sees what there is, in Japanese, without waiting for the model."""
    result = shirube("--help", home=home)
    assert result.returncode == 0
    assert all(command in result.stdout for command in COMMANDS)
    assert all(code in result.stdout for code in ("65", "69", "73", "75", "78"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(home, command):
    """Each command tells what it does and what its options mean."""
    result = shirube(command, "--help", home=home)
    assert result.returncode == 0
    assert "Usage" in result.stdout


def test_ask_prints_an_answer_with_numbered_sources(home):
    """The answer comes first, then title, date, section and quote of each source."""
    result = shirube("ask", "海外特別研究員の支援期間は？", home=home)
    assert result.returncode == 0
    assert "支援期間は2年間です。[1]" in result.stdout
    assert "[1] 国際的な科学技術・イノベーション活動の現状について（2023-06）" in result.stdout
    assert "事業スキーム" in result.stdout


def test_two_processes_give_the_same_bytes(home):
    """The same question in two processes gives the same reply, id and took_ms aside, whatever the hash seed."""
    replies = []
    for seed in ("1", "2"):
        result = shirube("ask", "研究力の強化の目的を全部教えて", "--json", home=home, PYTHONHASHSEED=seed)
        reply = json.loads(result.stdout)
        del reply["id"], reply["took_ms"]
        replies.append(json.dumps(reply, ensure_ascii=False))
    assert replies[0] == replies[1]


def test_search_documents_and_guidance_print(home):
    """The other commands print what their routes tell."""
    assert "研究セキュリティ" in shirube("search", "研究セキュリティの確保", home=home).stdout
    assert "strategy-2021" in shirube("documents", home=home).stdout
    found = json.loads(shirube("guidance", "--json", home=home).stdout)
    assert (len(found["purposes"]), len(found["considerations"])) == (16, 35)


def test_programmes_print_with_year_and_source(home):
    """A programme's fact sheet gives each amount with its year, kind and document; an unknown one is one line."""
    assert "satreps" in shirube("programmes", home=home).stdout
    sheet = shirube("programme", "SATREPS", home=home).stdout
    assert all(words in sheet for words in ("1,878百万円", "令和5年度", "当初", "status-2023"))
    facts = json.loads(shirube("programme", "satreps", "--json", home=home).stdout)["facts"]
    assert {"amount_yen": 1878000000, "fiscal_year": "令和5年度"}.items() <= facts[0].items()
    unknown = shirube("programme", "存在しない事業", home=home)
    assert unknown.returncode == 65
    assert len(unknown.stderr.strip().splitlines()) == 1


def test_index_builds_from_any_folder_of_texts(tmp_path):
    """A folder without a catalogue is indexed; the questions are then answered from it."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "plan.txt").write_text(
        "地域共創計画\n\n令和4年3月\n\n共創拠点支援事業\n\n事業スキーム\n\n支援対象\t地方大学\n支援期間\t4年間\n",
        "utf-8",
    )
    built = shirube("index", "--documents", str(tmp_path / "texts"), home=tmp_path / "home")
    assert built.returncode == 0, built.stderr
    assert "1 文書" in built.stdout
    asked = shirube("ask", "共創拠点支援事業の支援期間は？", home=tmp_path / "home")
    assert "4年間" in asked.stdout
    assert "地域共創計画（2022-03）" in asked.stdout


def test_index_leaves_out_what_it_cannot_read_and_says_why(tmp_path):
    """The rest is indexed; the report is kept with the index; --strict refuses instead, and the index stays as it was."""
    texts = tmp_path / "texts"
    (texts / "sub").mkdir(parents=True)
    (texts / "sub" / "plan.TXT").write_text("地域共創計画\n\n支援期間は4年間である。\n", "utf-8")
    (texts / "empty.md").write_bytes(b"")
    (texts / "~$plan.docx").write_bytes(b"lock")
    built = shirube("index", "--documents", str(texts), home=tmp_path / "home")
    assert built.returncode == 0, built.stderr
    assert "1 文書" in built.stdout
    assert "empty.md: 文字がありません" in built.stdout
    assert "~$plan" not in built.stdout
    assert "empty.md" in shirube("documents", "--report", home=tmp_path / "home").stdout
    listed = json.loads(shirube("documents", "--json", home=tmp_path / "home").stdout)
    assert [item["file"] for item in listed["not_read"]] == ["empty.md"]
    modes = {path.stat().st_mode & 0o077 for path in (tmp_path / "home").rglob("*")}
    assert modes == {0}, "what is indexed may be unpublished: nobody else may read it"
    strict = shirube("index", "--strict", "--documents", str(texts), home=tmp_path / "home")
    assert strict.returncode == 65
    assert "empty.md" in strict.stderr
    assert json.loads(shirube("documents", "--json", home=tmp_path / "home").stdout) == listed


def test_everything_works_without_a_network(home, tmp_path):
    """With every socket but loopback blocked, building, asking and searching work."""
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "real = socket.socket.connect\n"
        "def connect(self, address):\n"
        "    if isinstance(address, tuple) and address[0] not in ('127.0.0.1', '::1', 'localhost'):\n"
        "        raise SystemExit('network used: %r' % (address,))\n"
        "    return real(self, address)\n"
        "socket.socket.connect = connect\n"
        "def resolve(*arguments, **more):\n"
        "    raise SystemExit('name looked up: %r' % (arguments,))\n"
        "socket.getaddrinfo = resolve\n"
    )
    blocked = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    fresh = tmp_path / "home"
    assert shirube("index", home=fresh, **blocked).returncode == 0
    result = shirube("ask", "SATREPSの支援額は？", home=fresh, **blocked)
    assert "35百万円程度" in result.stdout, result.stderr


CASES = {
    "an empty question": (["ask", "　"], 65, "質問が空"),
    "a question that is too long": (["ask", "研" * 2001], 65, "字を超えています"),
    "a day that is none": (["ask", "研究とは", "--as-of", "2024-02-31"], 2, "YYYY-MM-DD"),
    "a day in words": (["search", "研究", "--as-of", "yesterday"], 2, "YYYY-MM-DD"),
    "an unknown document": (["ask", "研究とは", "--document", "nowhere"], 65, "documents"),
    "no documents there": (["index", "--documents", "/nonexistent"], 65, "no folder"),
    "no questions there": (["evaluate", "--questions", "/nonexistent"], 65, "cannot be read"),
    "a public address": (["serve", "--host", "0.0.0.0"], 78, "shirube keys add"),
    "an unknown command": (["frobnicate"], 2, "No such command"),
    "an unknown option": (["ask", "a", "--frobnicate"], 2, "No such option"),
}


@pytest.mark.parametrize("case", CASES)
def test_errors_are_one_line_with_a_stated_exit_code(home, case):
    """What cannot be done is told without a traceback, on standard error."""
    arguments, code, words = CASES[case]
    result = shirube(*arguments, home=home)
    assert result.returncode == code, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    if code != 2:
        assert len(result.stderr.strip().splitlines()) == 1


def test_another_model_is_refused_by_name(home):
    """A model that is not on the machine is one line and the exit code of a wrong setting."""
    result = shirube("ask", "研究とは", home=home, SHIRUBE_MODEL="nobody/nothing")
    assert result.returncode == 78
    assert "nobody/nothing" in result.stderr


def test_a_damaged_index_is_named(tmp_path):
    """Without a sound generation the command ends and says what to do."""
    assert shirube("index", home=tmp_path).returncode == 0
    for path in (tmp_path / "index").glob("generation-*/vectors.faiss"):
        path.write_bytes(path.read_bytes()[:-1] + b"\0\0")
    result = shirube("ask", "研究とは", home=tmp_path)
    assert result.returncode == 69
    assert "vectors.faiss" in result.stderr
    assert "shirube index" in result.stderr
    assert shirube("index", home=tmp_path).returncode == 0
    assert shirube("ask", "研究とは", home=tmp_path).returncode == 0


def test_a_home_that_cannot_be_written_is_named(tmp_path):
    """A home folder that is a file is told as such."""
    (tmp_path / "file").write_text("")
    result = shirube("index", home=tmp_path / "file")
    assert result.returncode == 73
    assert "SHIRUBE_HOME" in result.stderr


def test_a_taken_port_is_told_before_anything_is_loaded(server, home):
    """Two servers cannot share a port; the second says so at once."""
    result = shirube("serve", "--port", str(server.port), home=home)
    assert result.returncode == 78
    assert "--port" in result.stderr


def test_evaluation_tells_what_fell(home, tmp_path):
    """Scores are held against those that are kept; what is below them is named and sets the exit code."""
    questions = tmp_path / "questions.jsonl"
    first = (ROOT / "tests" / "evaluation" / "development.jsonl").read_text("utf-8").splitlines()[20]
    questions.write_text(first + "\n", "utf-8")
    expected = tmp_path / "expected.json"
    expected.write_text('{"scores": {"R@5": 1.0, "citV": 1.0}}')
    arguments = ["evaluate", "--questions", str(questions), "--expected", str(expected)]
    passed = shirube(*arguments, "--answers", str(tmp_path / "answers.jsonl"), home=home)
    assert passed.returncode == 0, passed.stdout
    assert passed.stdout.strip().endswith("OK")
    assert json.loads((tmp_path / "answers.jsonl").read_text("utf-8"))["answered"] is True
    expected.write_text('{"scores": {"R@5": 1.1}}')
    fell = shirube(*arguments, home=home)
    assert fell.returncode == 1
    assert "FELL R@5" in fell.stdout
