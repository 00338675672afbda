"""Read plain text files: encodings told apart, line ends made one, nothing else changed."""

import re

from corpus.errors import Fault, UnreadableDocument
from corpus.readers.reading import ReadText

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_JAPANESE = re.compile(
    r"[ぁ-ゖァ-ヺー々一-龯、。「」・\sA-Za-z0-9０-９Ａ-Ｚａ-ｚ（）：；，．／＝％＋－～〜＊【】『』〔〕…×→○●◎■□◆◇▲△※①-⑳ -/:-@]"
)
# What EUC-JP also looks like when it is taken for Shift_JIS: it counts only where nothing else can be meant.
_ALSO_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー々一-龯\s -~、-】〜！-ﾟ①-⑳Ⅰ-Ⅹ㈱℡№・…‥※○●◎□■△▲▽▼◇◆☆★→←↑↓−×÷±]")
_MAXIMUM_BYTES = 20_000_000


def read_text(data: bytes, name: str) -> ReadText:
    """Decode ``data`` strictly; raises UnreadableDocument where it is no text or its encoding is in doubt."""
    if len(data) > _MAXIMUM_BYTES:
        raise UnreadableDocument(name, Fault.TOO_LARGE)
    text = decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    pieces = [_CONTROLS.sub("", piece) for piece in text.split("\f")]
    breaks, offset = [], 0
    for piece in pieces[:-1]:
        offset += len(piece)
        breaks.append(offset)
    joined = "".join(pieces)
    if not joined.strip():
        raise UnreadableDocument(name, Fault.EMPTY)
    return ReadText(joined, tuple(breaks))


def decode(data: bytes, name: str) -> str:
    """Return the text of bytes in whatever encoding Japanese files have; raises UnreadableDocument where it is in doubt."""
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    told = marked or ("iso2022_jp" if b"\x1b$" in data else "")
    try:
        return data.decode(told or "utf-8")
    except UnicodeDecodeError:
        if told:
            raise UnreadableDocument(name, Fault.ENCODING) from None
    return _decode_without_mark(data, name) if b"\0" in data else _decode_legacy(data, name)


def _decode_legacy(data: bytes, name: str) -> str:
    """Choose between Shift_JIS and EUC-JP: bytes of one often decode as the other, so the text must look Japanese."""
    decoded = []
    for encoding in ("cp932", "euc_jp"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        decoded.append((_share(_JAPANESE, text), text))
    decoded.sort(key=lambda item: -item[0])
    if len(decoded) == 1 and decoded[0][0] >= 0.5 and _share(_ALSO_JAPANESE, decoded[0][1]) >= 0.9:
        return decoded[0][1]
    if not decoded or decoded[0][0] < 0.9:
        raise UnreadableDocument(name, Fault.ENCODING)
    if len(decoded) > 1 and decoded[0][0] - decoded[1][0] < 0.05:
        raise UnreadableDocument(name, Fault.AMBIGUOUS_ENCODING)
    return decoded[0][1]


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / max(len(text), 1)


def _decode_without_mark(data: bytes, name: str) -> str:
    """Decode the UTF-16 that a text without a mark is in, by its line ends; raises UnreadableDocument where none is."""
    low, high = data.count(b"\n\0"), data.count(b"\0\n")
    try:
        if low != high:
            return data.decode("utf-16-le" if low > high else "utf-16-be")
    except UnicodeDecodeError:
        pass  # no text at all, which is told below
    raise UnreadableDocument(name, Fault.ENCODING)
