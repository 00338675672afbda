"""Read plain text files: encodings told apart, line ends made one, nothing else changed."""

import re
from dataclasses import dataclass

from corpus.errors import UnreadableDocument

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー々一-龯、。「」・\sA-Za-z0-9]")
_MAXIMUM_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class ReadText:
    """The stored text of a file, and the offsets where a form feed began a new page."""

    text: str
    page_breaks: tuple[int, ...]


def read_text(data: bytes, name: str) -> ReadText:
    """Decode ``data`` strictly; raises UnreadableDocument where it is no text or its encoding is in doubt."""
    if len(data) > _MAXIMUM_BYTES:
        raise UnreadableDocument(name, f"larger than {_MAXIMUM_BYTES // 1_000_000} MB; split it")
    text = _decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    pieces = [_CONTROLS.sub("", piece) for piece in text.split("\f")]
    breaks, offset = [], 0
    for piece in pieces[:-1]:
        offset += len(piece)
        breaks.append(offset)
    joined = "".join(pieces)
    if not joined.strip():
        raise UnreadableDocument(name, "holds no text")
    return ReadText(joined, tuple(breaks))


def _decode(data: bytes, name: str) -> str:
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    candidates = [marked] if marked else ["iso2022_jp"] if b"\x1b$" in data else ["utf-8"]
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            if encoding != "utf-8":
                raise UnreadableDocument(name, f"marked as {encoding} but is not; save it as UTF-8") from None
    return _decode_legacy(data, name)


def _decode_legacy(data: bytes, name: str) -> str:
    """Choose between Shift_JIS and EUC-JP: bytes of one often decode as the other, so the text must look Japanese."""
    decoded = []
    for encoding in ("cp932", "euc_jp"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        decoded.append((len(_JAPANESE.findall(text)) / max(len(text), 1), text))
    decoded.sort(key=lambda item: -item[0])
    if not decoded or decoded[0][0] < 0.9:
        raise UnreadableDocument(name, "is not text in UTF-8, Shift_JIS, EUC-JP, ISO-2022-JP or UTF-16 with a mark")
    if len(decoded) > 1 and decoded[0][0] - decoded[1][0] < 0.05:
        raise UnreadableDocument(name, "could be Shift_JIS or EUC-JP; save it as UTF-8")
    return decoded[0][1]
