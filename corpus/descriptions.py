"""Descriptions: title and date of a file that no catalogue describes, read off its first page and its name."""

import re
from pathlib import PurePosixPath

from corpus.dates import FoundDate, find_dates
from corpus.normalisation import normalise
from corpus.parts import PartKind
from corpus.readers.reading import ReadText

NO_DATE = "0001"
_OPENING, _CLOSING = 1_000, 400  # characters at both ends within which a paper names its date
_LONGEST_TITLE = 120
_GOOD_TITLE = 60  # characters; a longer line is a sentence rather than a title
# What software writes for a title where the author gave none.
_MADE_BY_SOFTWARE = re.compile(
    r"(?:Microsoft (?:Word|PowerPoint|Excel)|PowerPoint|スライド|タイトル|無題|untitled|名称未設定|presentation|document|文書|新規|book|ブック) ?[-0-9]*.*",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r".*\.(?:docx?|pptx?|xlsx?|pdf|txt|jtd|html?)", re.IGNORECASE)
_MARK = re.compile(
    r"(?:資料|別紙|別添|参考資料|参考|様式)\s*[0-9一二三四五六七八九十\-ー]*|\[[^\]]*\]|[#\-*・○●◎■□◆◇\s]+"
)
_NO_TITLE = re.compile(
    r"(?:目次|contents|はじめに|概要|殿|各位|事務連絡|.{0,20}御中|.{0,20}様|取扱注意|機密性[0-9]情報|案|暫定版|未定稿)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]")
_TOLD = re.compile(r"発行|作成|決定|改定|改訂|策定|公表|更新|制定|施行|現在|付け|時点|版|発出|とりまとめ")
_IN_NAME = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})[-_.年]?(?P<month>0[1-9]|1[0-2])(?:[-_.月]?(?P<day>0[1-9]|[12][0-9]|3[01]))?(?![0-9])"
)
_NEAR = 14  # characters beside a date within which a word says what it is of


def title_of(read: ReadText, file: str) -> str:
    """Return the title: the format's own where its author gave one, else the first line that can be one, else the file's name."""
    stem = normalise(PurePosixPath(file).stem)
    told = normalise(read.title)
    if told and _WORD.search(told) and not _MADE_BY_SOFTWARE.fullmatch(told) and not _FILE_NAME.fullmatch(told):
        return told[:_LONGEST_TITLE]
    headings = [normalise(part.span.of(read.text)) for part in read.parts if part.kind is PartKind.HEADING][:1]
    lines = [normalise(line).strip("#* ") for line in read.text[:_OPENING].split("\n")]
    return next((line for line in [*lines, *headings] if _can_be_title(line)), stem)[:_LONGEST_TITLE]


def _can_be_title(line: str) -> bool:
    bare = _MARK.sub("", line).strip(" ()（）")
    dates = find_dates(line)
    only_date = bool(dates) and len(line) - sum(found.end - found.start for found in dates) <= 6
    told = len(_WORD.findall(bare)) >= 2 and "\t" not in line
    return told and len(line) <= _GOOD_TITLE and not only_date and not _NO_TITLE.fullmatch(bare) and bare[-1:] != "。"


def date_of(read: ReadText, file: str) -> str:
    """Return the date: of a line that is one, else one beside a word that tells what it is of, else the file name's.

    ``NO_DATE`` where none is sure: no date rather than a wrong one.
    """
    opening, closing = read.text[:_OPENING], read.text[-_CLOSING:] if len(read.text) > _OPENING else ""
    for lines in (opening.split("\n"), closing.split("\n")[::-1]):
        alone = [found for line in lines if (found := _alone(normalise(line)))]
        if alone:
            return alone[0].iso
    text = normalise(opening)
    beside = [found for found in find_dates(text) if _is_told(text, found)]
    if beside:
        return max(beside, key=lambda found: found.iso).iso
    named = _IN_NAME.search(normalise(PurePosixPath(file).name))
    if named:
        return "-".join(part for part in (named["year"], named["month"], named["day"]) if part)
    first_line = next((normalise(line) for line in read.text.split("\n") if line.strip()), "")
    return next((found.iso for found in find_dates(f"{first_line} {normalise(file)}")), NO_DATE)


def _alone(line: str) -> FoundDate | None:
    """Return the date of a line that says little else: 令和7年3月18日, 平成30年3月改定, (2024年8月30日)."""
    dates = [found for found in find_dates(line) if "-" in found.iso]
    rest = len(re.sub(r"[\s()（）\[\]【】、，,:：付け]", "", line)) - sum(found.end - found.start for found in dates)
    return dates[-1] if dates and rest <= _NEAR and (rest <= 4 or _TOLD.search(line) or rest <= 10) else None


def _is_told(text: str, found: FoundDate) -> bool:
    return "-" in found.iso and _TOLD.search(text[max(found.start - _NEAR, 0) : found.end + _NEAR]) is not None
