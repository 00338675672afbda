"""The draft check on the command line: its output, its files and its exit codes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import docx as python_docx
import pytest
from made_files import DRAFT, docx, paragraph, printed

from api.cli import main

STEADY = DRAFT.replace("支援期間は5年間である", "支援期間は2年間である")


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    code: int
    out: bytes
    error: bytes

    @property
    def told(self):
        """Return what it printed, as text."""
        return self.out.decode()


def in_a_process(*arguments, home):
    """Run the command line in a process of its own."""
    environment = {**os.environ, "SHIRUBE_HOME": str(home), "COLUMNS": "100"}
    command = [sys.executable, "-m", "api", *map(str, arguments)]
    ended = subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)
    return Result(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def shirube(assistant, monkeypatch, capsysbinary):
    """Return a way to run the command line here, with the index that is already open."""

    def run(*arguments):
        monkeypatch.setattr("api.cli._open_assistant", lambda: assistant)
        monkeypatch.setattr(sys, "argv", ["shirube", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        return Result(ended.value.code or 0, *capsysbinary.readouterr())

    return run


@pytest.fixture
def draft(tmp_path):
    """Return a draft on disk."""
    path = tmp_path / "防災研究.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def test_check_prints_what_calls_for_work_first(shirube, draft):
    """Contradictions come first with both values and the source, then what is missing, partial and there."""
    result = shirube("check", draft)
    told = result.told
    assert result.code == 0, result.error
    assert result.error == b""
    headings = [
        "企画案の点検結果：防災研究",
        "文書と矛盾する記述（2）",
        "観点: 記載なし",
        "観点: 一部対応",
        "観点: 対応あり",
    ]
    places = [told.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "✗ 海外特別研究員事業の支援期間は5年間である。" in told
    assert "企画案: 5年間　文書: 2年間" in told
    assert "国際的な科学技術・イノベーション活動の現状について（2023-06）" in told


def test_json_is_the_reply_of_the_interface(home, draft, client):
    """--json prints what the route replies, took_ms aside, and writes nothing beside the draft."""
    told = json.loads(in_a_process("check", draft, "--json", home=home).out)
    reply = client.post("/v1/drafts/check", files={"file": (draft.name, draft.read_bytes())}).json()
    del told["took_ms"], reply["took_ms"]
    assert told == reply
    assert list(draft.parent.iterdir()) == [draft]


def test_a_report_is_written_to_a_file(shirube, draft, tmp_path, client):
    """--format with --output writes the file that the route sends; a DOCX opens."""
    for name in ("report.md", "report.docx"):
        path = tmp_path / name
        result = shirube("check", draft, "--format", path.suffix[1:], "--output", path)
        assert result.code == 0, result.error
        assert result.out == b""
        sent = client.post(
            "/v1/drafts/check", params={"format": path.suffix[1:]}, files={"file": (draft.name, draft.read_bytes())}
        )
        assert path.read_bytes() == sent.content
    assert python_docx.Document(tmp_path / "report.docx").tables


def test_a_report_is_never_written_over_the_draft(shirube, draft, tmp_path):
    """By whatever path it is named, the draft stays as it was."""
    kept = draft.read_bytes()
    (tmp_path / "link.md").symlink_to(draft)
    for path in (draft, tmp_path / "link.md"):
        result = shirube("check", draft, "--format", "md", "--output", path)
        assert result.code == 2
        assert "企画案そのもの" in result.error.decode()
    assert draft.read_bytes() == kept


def test_a_report_goes_to_standard_output_without_a_file(shirube, draft):
    """--format alone prints the file's bytes and nothing else."""
    assert shirube("check", draft, "--format", "csv").out.startswith(b"\xef\xbb\xbf")


def test_versions_of_a_draft_are_compared(shirube, draft, tmp_path):
    """--against tells which findings are new, which are fixed and which stay."""
    earlier = tmp_path / "report.json"
    earlier.write_bytes(shirube("check", draft, "--json").out)
    draft.write_text(
        STEADY.replace("覚書で定める", "どうにかする") + "火星では、SATREPSの支援期間は20年間である。\n", "utf-8"
    )
    result = shirube("check", draft, "--against", earlier)
    told = result.told
    assert result.code == 0, result.error
    new, fixed, unchanged = (
        told.partition(f"\n{name}（")[2] for name in ("新たな指摘", "解消した指摘", "残っている指摘")
    )
    assert "20年間" in new.partition("\n解消した指摘")[0]
    assert "矛盾: 5年間 → 文書 2年間" in fixed.partition("\n残っている指摘")[0]
    assert "10年間" in unchanged


def test_the_same_draft_has_no_new_findings(shirube, draft, tmp_path):
    """Against its own report nothing is new and nothing fixed."""
    earlier = tmp_path / "report.json"
    earlier.write_bytes(shirube("check", draft, "--json").out)
    told = shirube("check", draft, "--against", earlier).told
    assert "新たな指摘（0）" in told
    assert "解消した指摘（0）" in told
    assert "残っている指摘（0）" not in told


def test_a_text_out_of_scope_is_told(shirube, tmp_path):
    """A text that is no plan for academic cooperation is no error."""
    path = tmp_path / "献立.md"
    path.write_text("社員食堂の献立見直しについて\n\n来月から昼食の献立を週替わりにする。\n", "utf-8")
    result = shirube("check", path)
    assert result.code == 0
    assert "照合は行っていません" in result.told


FILES = {
    "missing": (None, "開けません"),
    "empty": (b"", "文字がありません"),
    "broken": (b"PK\x03\x04", "壊れている"),
    "with macros": (docx(paragraph("本文"), ("word/vbaProject.bin", b"x")), "マクロ"),
    "without words": (printed([]), "文字の情報がありません"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_is_one_line(shirube, tmp_path, case):
    """What cannot be read is told on standard error with the file's name and exit code 65."""
    data, words = FILES[case]
    path = tmp_path / "案"
    if data is not None:
        path.write_bytes(data)
    assert_one_line(shirube("check", path), 65, words)


def assert_one_line(result, code, *words):
    """Check that a command ended with one line on standard error."""
    told = result.error.decode()
    assert result.code == code, told
    assert len(told.strip().splitlines()) == 1
    assert all(word in told for word in ("shirube: ", *words))
    assert result.out == b""


def test_a_process_ends_with_the_exit_code(home, tmp_path):
    """A missing file ends a real process with 65 and one line."""
    assert_one_line(in_a_process("check", tmp_path / "nowhere.txt", home=home), 65, "nowhere.txt")


def test_a_folder_is_no_draft(shirube, tmp_path):
    """A folder in the place of a file is one line."""
    assert_one_line(shirube("check", tmp_path), 65, "開けません")


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"title": "', "\0"])
def test_an_earlier_report_that_cannot_be_read_is_one_line(shirube, draft, tmp_path, content):
    """A file that is no report of a check is named, and the draft is not told."""
    earlier = tmp_path / "report.json"
    if content is not None:
        earlier.write_text(content)
    assert_one_line(shirube("check", draft, "--against", earlier), 65, "report.json", "--json")


def test_an_unknown_format_is_a_wrong_use(shirube, draft):
    """Only the formats that can be written are taken."""
    result = shirube("check", draft, "--format", "odt")
    assert result.code == 2
    assert "docx" in result.error.decode()
