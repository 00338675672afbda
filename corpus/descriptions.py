"""Descriptions: title and date of a file that no catalogue describes, read off its first page and its name."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from corpus.dates import FoundDate, find_dates, without_dates
from corpus.documents import NO_DATE
from corpus.normalisation import normalise
from corpus.readers.reading import ReadText

_OPENING, _CLOSING = 1_000, 400  # characters at both ends within which a paper names its date
_FIRST_LINES = 14  # among which its title stands
_LONGEST_TITLE = 120
_GOOD_TITLE = 70  # characters; a longer line is a sentence rather than a title
# What software writes for a title where the author gave none.
_MADE_BY_SOFTWARE = re.compile(
    r"Microsoft (?:Word|PowerPoint|Excel)\b.*|(?:PowerPoint|スライド|タイトル|無題|untitled|名称未設定|presentation|document|文書|新規|book|sheet|ブック)(?: ?(?:プレゼンテーション|スライド|ドキュメント|の文書|タイトル))?[-_ ]*[0-9]*",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r".*\.(?:docx?|pptx?|xlsx?|pdf|txt|jtd|html?)", re.IGNORECASE)
_SITE = re.compile(r"\s*[|｜:：]\s*[^|｜:：]{2,20}$")  # after the title of a page
# Lines above a title: numbers of papers, marks, to whom and from whom, what kind of paper.
_NO_TITLE = re.compile(
    r"\(?単位.*|第[0-9]+回.{2,20}|.{2,20}\(第[0-9]+回\)|(?:資料|別紙|別添|別記|参考資料|参考|様式|別表)?第?[0-9一二三四五六七八九十]*[-ー‐–]?[0-9]*号?|.{0,14}第[0-9]+号|目次|contents|はじめに|概要|背景|事務連絡|報道発表|通知|プレスリリース|お知らせ|取扱注意|機密性[0-9]情報|案|暫定版|未定稿|記|"
    r".{0,40}(?:殿|各位|御中|様|宛)|.{0,16}(?:省|庁|局|課|室|部|大臣|長官|局長|課長|機構|財団|委員会|審議会|部会|分科会|研究所|大学|事務局|事務所|法人.{2,16})(?:\(.{1,12}\))?|【[^】]*(?:締切|期限|日時|問合せ)[^】]*】.*|.{0,8}(?:締切|期限|日時|場所|出席者|議題)[:： ].*",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"(?:について(?:\((?:通知|依頼|案|報告|回答|照会|周知|案内)\))?|方針|戦略|計画|要領|要項|要綱|指針|ガイドライン|報告書?|白書|まとめ|概要|一覧表?|調査票?|手引き?|マニュアル|規程|規則|資料|案内|議事(?:録|要旨|概要)|提言|ビジョン|基準|書|集|制度|事業|実績|結果|状況|課題|動向|取組|あり方|在り方|推進|支援|要請|募集|公募)(?:\(.{1,16}\)|\[.{1,12}\]|【.{1,12}】|\s*(?:案|改訂版|令和.{1,6}年度?版|第[0-9]+版))*$"
)
_GOES_ON = re.compile(r"(?:の|に関する|における|に係る|及び|並びに|と|への|に向けた|による|のための|を)$")
_DATED = re.compile(r"[-_ ]*20[0-9]{6}$|^20[0-9]{6}[-_ ]*")
_MARK = re.compile(r"^(?:\[[^\]]*\]|[#\-*・○●◎■□◆◇\s]+)")
_WORD = re.compile(r"[^\W\d_]")
_NO_NAME = re.compile(r"[\s()（）\[\]【】、，,:：付け]")
_DATE_WORDS = re.compile(r"[年月日度付け現在版頃\s()]|\([月火水木金土日]\)")
_TOLD = re.compile(r"発行|作成|決定|改定|改訂|策定|公表|更新|制定|施行|現在|付け|時点|版|発出|とりまとめ|改正|公示")
_CHANGED = re.compile(r"改正|改訂|改定|更新")
_OTHER_DATE = re.compile(
    r"期限|締切|締め切り|〆切|まで|から|~|予定|生年月日|前回|次回|開催|会場|場所|提出|納付|公募|指針|法律|公表された"
)
_IN_SENTENCE = re.compile(r"に(?!(?:一部)?(?:制定|改定|改訂|改正|施行|発行|作成))|[のはを、]|以[降前後]")
_MEETING = re.compile(r"日\s*時")
_IN_NAME = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})[-_.年]?(?P<month>0[1-9]|1[0-2])(?:[-_.月]?(?P<day>0[1-9]|[12][0-9]|3[01]))?(?![0-9])"
)
_NEAR = 14  # characters beside a date within which a word says what it is of


def title_of(read: ReadText, file: str) -> str:
    """Return the title: the file's own where its author gave one, else the line of the opening that reads as one.

    Else the file's name.
    """
    stem = normalise(PurePosixPath(file).stem)
    told = _SITE.sub("", normalise(read.title))
    if len(_WORD.findall(told)) > 2 and not _is_no_title(told) and normalise(told) in normalise(read.text):
        return told[:_LONGEST_TITLE]
    lines = [_MARK.sub("", normalise(line)).strip(" *") for line in read.text[:_OPENING].split("\n") if line.strip()]
    able = [at for at, line in enumerate(lines[:_FIRST_LINES]) if _can_be_title(line)]
    best = next((at for at in able if _TITLE_END.search(lines[at])), next(iter(able), None))
    return (_whole(lines, best) if best is not None else _DATED.sub("", stem) or stem)[:_LONGEST_TITLE]


def _whole(lines: Sequence[str], at: int) -> str:
    """Return a title that is set on two lines whole: the first of them ends in the middle of a phrase."""
    if at and _GOES_ON.search(lines[at - 1]) and _can_be_title(lines[at - 1]):
        return lines[at - 1] + lines[at]
    return lines[at] + (lines[at + 1] if _GOES_ON.search(lines[at]) and at + 1 < len(lines) else "")


def _is_no_title(line: str) -> bool:
    return bool(_MADE_BY_SOFTWARE.fullmatch(line) or _FILE_NAME.fullmatch(line) or _NO_TITLE.fullmatch(line))


def _can_be_title(line: str) -> bool:
    bare = line.strip(" ()（）「」『』")
    dates = find_dates(line)
    only_date = bool(dates) and not _WORD.search(_DATE_WORDS.sub("", without_dates(line)))
    told = len(_WORD.findall(bare)) >= 2 and "\t" not in line
    return told and len(line) <= _GOOD_TITLE and not only_date and not _is_no_title(bare) and bare[-1:] != "。"


def date_of(read: ReadText, file: str) -> str:
    """Return the date: of a line that is one, else one beside a word that tells what it is of, else the file name's.

    ``NO_DATE`` where none is sure: no date rather than a wrong one.
    """
    opening, closing = read.text[:_OPENING], read.text[-_CLOSING:] if len(read.text) > _OPENING else ""
    for lines in (opening.split("\n"), closing.split("\n")[::-1]):
        alone = [(normalise(line), found) for line in lines if (found := _alone(normalise(line)))]
        changed = [found.iso for line, found in alone if _CHANGED.search(line)]
        bare = [
            found.iso
            for line, found in alone
            if not _WORD.search(_DATE_WORDS.sub("", line[: found.start] + line[found.end :]))
        ]
        if alone:
            return max(changed) if changed else (bare or [alone[0][1].iso])[0]
    text = normalise(opening)
    beside = [found for found in find_dates(text) if _is_told(text, found)]
    if beside:
        return max(beside, key=lambda found: found.iso).iso
    return _named(file) or _of_meeting(opening) or _of_title(read, file)


def _named(file: str) -> str:
    """Return the date in a file's name; empty where there is none."""
    named = _IN_NAME.search(normalise(PurePosixPath(file).name))
    return "-".join(part for part in (named["year"], named["month"], named["day"]) if part) if named else ""


def _of_meeting(opening: str) -> str:
    """Return when the meeting was that minutes are of; empty where no line says so."""
    lines = (normalise(line) for line in opening.split("\n"))
    dates = (find_dates(line) for line in lines if _MEETING.search(line))
    return next((found[0].iso for found in dates if found and "-" in found[0].iso), "")


def _of_title(read: ReadText, file: str) -> str:
    first_line = next((normalise(line) for line in read.text.split("\n") if line.strip()), "")
    return next((found.iso for found in find_dates(f"{first_line} {normalise(PurePosixPath(file).name)}")), NO_DATE)


def _alone(line: str) -> FoundDate | None:
    """Return the date of a line that says little else: 令和7年3月18日, 平成30年3月改定, (2024年8月30日), …委員会(第105回)R7.4.25."""
    dates = [found for found in find_dates(line) if "-" in found.iso]
    if not dates or _OTHER_DATE.search(line) or _IN_SENTENCE.match(line[dates[-1].end :]):
        return None
    rest = len(_NO_NAME.sub("", line)) - sum(found.end - found.start for found in dates)
    closes = dates[-1].end == len(line.rstrip()) and len(line) <= _GOOD_TITLE and "。" not in line
    return dates[-1] if rest <= 10 or (rest <= _NEAR and _TOLD.search(line)) or closes else None


def _is_told(text: str, found: FoundDate) -> bool:
    around = text[max(found.start - _NEAR, 0) : found.end + _NEAR]
    prose = _IN_SENTENCE.match(text[found.end :])
    return "-" in found.iso and not prose and bool(_TOLD.search(around)) and not _OTHER_DATE.search(around)
