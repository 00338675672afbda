"""Uploads: the files of a multipart form, read from memory alone, since a draft may touch no disk."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from api.bodies import read_bytes
from api.problems import invalid, malformed, too_large
from corpus.readers.formats import MAXIMUM_BYTES

if TYPE_CHECKING:  # the library defines it for type checkers only
    from python_multipart.multipart import MultipartCallbacks

logging.getLogger("python_multipart").disabled = True  # it would repeat bytes of a broken form
_MAXIMUM_HEADERS = 16
_MAXIMUM_FIELD = 64 * 1024
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class _Limits:
    """How many bytes a form may have, and how many parts."""

    form: int
    parts: int


_DRAFT = _Limits(MAXIMUM_BYTES + 256 * 1024, 11)
_DOCUMENTS = _Limits(5 * MAXIMUM_BYTES, 201)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came; ``name`` is for display only and never becomes a path."""

    name: str
    data: bytes


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict)
    data: bytearray = field(default_factory=bytearray)

    @property
    def options(self) -> dict[bytes, bytes]:
        return dict(parse_options_header(self.headers.get(b"content-disposition", b""))[1])


@dataclass(frozen=True, slots=True)
class Form:
    """The files of a form, in order, and its other fields by name."""

    files: tuple[Upload, ...]
    fields: dict[str, str]


async def read_draft_form(request: Request) -> Form:
    """Return the one part named ``file`` and the fields; raises a Problem where there is none, or more, or it is broken."""
    parts = await _read_parts(request, _DRAFT)
    files = [part for part in parts if part.options.get(b"name") == b"file"]
    if len(files) != 1:
        raise invalid("file という名前の部分に、ファイルを一つだけ入れてください。")
    return Form((_upload(files[0]),), _fields(parts, files))


async def read_form(request: Request) -> Form:
    """Return the parts that are files, whatever their names, and the fields; raises a Problem where there is no file."""
    parts = await _read_parts(request, _DOCUMENTS)
    files = [part for part in parts if b"filename" in part.options or part.options.get(b"name") == b"file"]
    if not files:
        raise invalid("文書のファイルを一つ以上、file という名前の部分に入れてください。")
    return Form(tuple(map(_upload, files)), _fields(parts, files))


def _fields(parts: Sequence[_Part], files: Sequence[_Part]) -> dict[str, str]:
    """Return the parts that are no files by their names."""
    return {
        part.options.get(b"name", b"").decode("utf-8", "replace"): part.data.decode("utf-8", "replace")
        for part in parts
        if part not in files
    }


def _upload(part: _Part) -> Upload:
    name = part.options.get(b"filename")
    if name is None:
        raise invalid("file はファイルとして送ってください（filename が必要です）。")
    return Upload(_display_name(name), bytes(part.data))


async def _read_parts(request: Request, limits: _Limits) -> list[_Part]:
    _, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if not boundary:
        raise malformed("multipart の境界（boundary）がありません。")
    return _parts(await read_bytes(request, limits.form), boundary, limits)


def _parts(body: bytes, boundary: bytes, limits: _Limits) -> list[_Part]:
    reader = _Reader(limits.parts)
    try:
        parser = MultipartParser(boundary, reader.callbacks(), max_size=limits.form)
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError):
        raise malformed("multipart の本文を読み取れません。") from None
    if not reader.ended:
        raise malformed("multipart の本文が途中で切れています。")
    return reader.parts


class _Reader:
    """Collects the parts as the parser meets them, within limits."""

    def __init__(self, most: int) -> None:
        self.parts: list[_Part] = []
        self._most = most
        self.ended = False
        self._name = b""
        self._value = b""

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        if len(self.parts) >= self._most:
            raise malformed("multipart の部分が多すぎます。")
        self.parts.append(_Part())

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        headers = self.parts[-1].headers
        headers[self._name.lower()] = self._value
        if len(headers) > _MAXIMUM_HEADERS or len(self._value) > 4 * _LONGEST_NAME * 4:
            raise malformed("multipart のヘッダーが大きすぎます。")
        self._name = self._value = b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self.parts[-1]
        part.data += data[start:end]
        if b"filename" not in part.options and len(part.data) > _MAXIMUM_FIELD:
            raise too_large("ファイル以外の欄は 64 KiB までにしてください。")

    def _end(self) -> None:
        self.ended = True


def _display_name(raw: bytes) -> str:
    """Return a file name as it is shown: without folders and control characters, never empty."""
    text = raw.decode("utf-8", "replace")
    if len(text) > 4 * _LONGEST_NAME:
        raise malformed("ファイル名が長すぎます。")
    last = text.replace("\\", "/").rpartition("/")[2]
    shown = "".join(character for character in last if character.isprintable())[:_LONGEST_NAME]
    return shown or "名称なし"
