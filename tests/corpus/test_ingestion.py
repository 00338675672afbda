"""Folders of files: what can be read is, what cannot is told, and each file is read once."""

import json
from pathlib import Path

import pytest
from made_files import packed

from corpus.descriptions import NO_DATE
from corpus.errors import CatalogueError, Fault, UnreadableDocument
from corpus.ingestion import FileReport, ingest, read_report, write_report

BROKEN = bytes(range(128, 256)) * 3


def files(folder, **contents):
    """Write files into a folder; a double underscore in a name is a folder below, a single one at its end the dot."""
    for name, content in contents.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def told(folder):
    """Return the files that were read and those that were not."""
    report = ingest(folder).report
    return [item.file for item in report if item.document_id], [item.file for item in report if not item.document_id]


def test_titles_and_dates_come_from_the_texts(tmp_path):
    """The first line is the title, a line that is one the date, and no year of running text; the file's name the id."""
    (tmp_path / "plan.txt").write_text("地域計画について\n\n令和4年3月10日\n\n本文である。", "utf-8")
    (tmp_path / "無題.md").write_text("# 覚書\n\n2020年と2023年の比較。", "utf-8")
    records = [source.record for source in ingest(tmp_path).sources]
    assert [(item.title, item.date) for item in records] == [("地域計画について", "2022-03-10"), ("覚書", NO_DATE)]
    assert records[0].document_id == "plan"
    assert records[1].document_id.startswith("doc-")


def test_one_bad_file_keeps_none_of_the_others_out(tmp_path):
    """Empty, broken and foreign files are told with their reasons, in the order of the folder."""
    files(
        tmp_path, a_txt="本文。", b_txt=b"", c_txt=BROKEN, d_docx=b"PK\x03\x04broken", e_xyz="表", f_md="# 題\n\n本文。"
    )
    read, not_read = told(tmp_path)
    assert read == ["a.txt", "f.md"]
    assert not_read == ["b.txt", "c.txt", "d.docx", "e.xyz"]
    assert all(item.notices[0].endswith("。") or "（" in item.notices[0] for item in ingest(tmp_path).report[1:5])


def test_folders_below_are_read_and_what_programs_leave_behind_is_passed_over(tmp_path):
    """Names count without regard to case; locks, hidden files and hidden folders are nobody's documents."""
    files(tmp_path, a_TXT="本文。", sub__deep__b_txt="別の本文。")
    for name in ("~$a.docx", ".hidden.txt", ".git/x.txt", "Thumbs.db", "sub/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert told(tmp_path) == (["a.TXT", "sub/deep/b.txt"], [])


def test_files_of_one_name_have_ids_of_their_own(tmp_path):
    """The first keeps the name; of equal content too each has one."""
    files(tmp_path, a__plan_txt="本文。", b__plan_txt="別。", c__plan_txt="別。")
    ids = [source.record.document_id for source in ingest(tmp_path).sources]
    assert ids[0] == "plan"
    assert len(set(ids)) == 3
    assert ids == [source.record.document_id for source in ingest(tmp_path).sources]


def test_a_link_is_no_document(tmp_path):
    """What it points to may lie anywhere on the machine."""
    files(tmp_path, a_txt="本文。")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    assert told(tmp_path) == (["a.txt"], ["link.txt"])


def test_a_file_that_may_not_be_opened_is_told(tmp_path, monkeypatch):
    """Without the right to read it there is no traceback."""
    files(tmp_path, a_txt="本文。", b_txt="本文。")
    read = Path.read_bytes

    def refused(path):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert told(tmp_path) == (["a.txt"], ["b.txt"])


def test_a_file_that_goes_while_it_is_read_is_told(tmp_path):
    """It was there when the folder was looked through."""
    files(tmp_path, a_txt="本文。", b_txt="本文。")
    report = ingest(tmp_path, lambda name: (tmp_path / "b.txt").unlink() if name == "b.txt" else None).report
    assert [bool(item.document_id) for item in report] == [True, False]


def test_strictly_the_first_bad_file_stops_the_reading(tmp_path):
    """It is named."""
    files(tmp_path, a_txt="本文。", b_txt=BROKEN)
    with pytest.raises(UnreadableDocument, match=r"b\.txt"):
        ingest(tmp_path, strict=True)


def test_where_nothing_can_be_read_the_files_are_named(tmp_path):
    """A few of them with their reasons, and how many more there are."""
    files(tmp_path, **{f"bad{number}_txt": BROKEN for number in range(5)})
    with pytest.raises(CatalogueError, match=r"bad0\.txt: .*bad2\.txt: .*and 2 more") as caught:
        ingest(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_without_files_is_refused(tmp_path):
    """An empty folder, and a folder that is none."""
    with pytest.raises(CatalogueError, match="holds no"):
        ingest(tmp_path)
    with pytest.raises(CatalogueError, match="no folder"):
        ingest(tmp_path / "absent")


def test_a_catalogue_says_which_files_are_read(tmp_path):
    """Files that it does not name are none of the collection; one that it names and that is broken is told."""
    files(tmp_path, a_txt="本文。", sub__b_txt="別。", c_txt=BROKEN)
    rows = [
        {"document_id": name, "file": file, "title": name, "date": "2024", "issuing_body": "", "kind": ""}
        for name, file in (("x", "sub/b.txt"), ("y", "c.txt"))
    ]
    (tmp_path / "catalogue.json").write_text(json.dumps({"format": 1, "documents": rows}), "utf-8")
    assert told(tmp_path) == (["sub/b.txt"], ["c.txt"])
    assert [source.record.document_id for source in ingest(tmp_path).sources] == ["x"]


def test_each_file_is_read_once(tmp_path, monkeypatch):
    """What is described, cut and kept is one reading: a file that changes meanwhile cannot be two things."""
    files(tmp_path, a_txt="本文。")
    opened = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read(path))
    ingest(tmp_path)
    assert opened == ["a.txt"]


def test_a_report_comes_back_as_it_was_written(tmp_path):
    """With what was read and what was not."""
    report = (FileReport("a.txt", "a", ()), FileReport("sub/b.pdf", "", ("壊れています。",)))
    write_report(tmp_path / "report.json", report)
    assert read_report(tmp_path / "report.json") == report


def test_files_in_an_archive_are_read_in_its_place(tmp_path):
    """By their names in it, those of a Japanese Windows too; what programs leave behind is passed over."""
    (tmp_path / "b.txt").write_text("別の本文。", "utf-8")
    inside = packed(
        [
            ("資料/計画.txt", "計画の本文。".encode()),
            ("bad.pdf", b"%PDF-1.7"),
            ("__x/~$a.docx", b"x"),
            ("../out.txt", b"x"),
        ]
    )
    old = packed([("x" * 8 + ".txt", "古い本文。".encode())]).replace(b"x" * 8, "計画書一".encode("cp932"))
    (tmp_path / "a.ZIP").write_bytes(inside)
    (tmp_path / "c.zip").write_bytes(old)
    read, not_read = told(tmp_path)
    assert read == ["a.ZIP/資料/計画.txt", "b.txt", "c.zip/計画書一.txt"]
    assert not_read == ["a.ZIP/bad.pdf"]


def test_a_broken_archive_is_one_file_that_was_not_read(tmp_path):
    """The others are read all the same; an archive that unpacks beyond all limits is left alone."""
    files(tmp_path, a_txt="本文。", b_zip=b"PK\x03\x04broken")
    assert told(tmp_path) == (["a.txt"], ["b.zip"])


def test_an_archive_holds_no_more_files_than_are_allowed(tmp_path, monkeypatch):
    """One more, and none of them is read."""
    monkeypatch.setattr("corpus.archives._MAXIMUM_ENTRIES", 2)
    files(tmp_path, a_txt="本文。")
    (tmp_path / "b.zip").write_bytes(packed([(f"{at}.txt", b"x") for at in range(3)]))
    (tmp_path / "c.zip").write_bytes(packed([(f"{at}.txt", "本文。".encode()) for at in range(2)]))
    read, not_read = told(tmp_path)
    assert (read, not_read) == (["a.txt", "c.zip/0.txt", "c.zip/1.txt"], ["b.zip"])


def test_a_file_in_an_archive_that_needs_a_password_is_told(tmp_path):
    """By its own name and reason."""
    data = bytearray(packed([("a.txt", "本文。".encode())]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    files(tmp_path, b_txt="本文。")
    assert [item.notices for item in ingest(tmp_path).report if not item.document_id] == [(Fault.ENCRYPTED.value,)]
