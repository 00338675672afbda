"""Read HTML: headings, paragraphs, lists and tables of a page; what frames it, its scripts and forms are left out."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree

from corpus.errors import Fault, UnreadableDocument
from corpus.parts import PartKind
from corpus.readers.reading import ReadText
from corpus.readers.text import decode
from corpus.readers.writer import TableCell, TextWriter

_FRAME = frozenset(
    {
        "script", "style", "nav", "footer", "aside", "noscript", "template", "svg", "button", "input", "textarea",
        "select", "iframe", "object", "head", "rt", "rp",
    }
)  # fmt: skip
_HEADING = re.compile(r"h([1-6])")
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "table", "blockquote", "pre",
        "figure", "figcaption", "body", "html", "center", "address", "details", "summary", "h1", "h2", "h3", "h4", "h5",
        "h6", "hr", "br", "header", "form", "fieldset",
    }
)  # fmt: skip
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE)
_LIKE_WINDOWS = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932"}
_MOST_OF_IT = 0.4  # of a page's words: an element with fewer is a part of it
_DEEPEST = 200  # elements inside each other; deeper ones are no page that a person wrote


def read_html(data: bytes, name: str) -> ReadText:
    """Return the text of a page; raises UnreadableDocument."""
    try:
        root = lxml.html.document_fromstring(_decoded(data, name), parser=lxml.html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableDocument(name, Fault.DAMAGED) from None
    writer = TextWriter(name)
    page = _Page(writer)
    page.read(_main(root), 0)
    page.close()
    title = root.findtext(".//title") or ""
    return writer.read(title=_line(title))


def _decoded(data: bytes, name: str) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        try:
            return _XML.sub("", data.decode(_LIKE_WINDOWS.get(encoding, encoding)))
        except (LookupError, UnicodeDecodeError):
            pass  # what it is not, whatever it says
    return _XML.sub("", decode(data, name))


def _main(root: Any) -> Any:
    """Return the element that holds the page's own words: its only main or article, else its body."""
    body = root.find("body") if root.find("body") is not None else root
    whole = len(_text(body))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and len(_text(found[0])) > _MOST_OF_IT * whole:
            return found[0]
    return body


def _line(words: str) -> str:
    return " ".join(words.split())


class _Page:
    """Walks one page in order; running text between blocks is gathered to paragraphs."""

    def __init__(self, writer: TextWriter) -> None:
        self.writer = writer
        self.words = ""
        self.kind, self.mark = PartKind.PARAGRAPH, ""

    def read(self, element: Any, depth: int) -> None:
        """Write what stands in ``element``."""
        self.words += element.text or ""
        for child in element:
            framing = child.tag == "header" and element.tag == "body"
            if _is_shown(child) and not framing and depth < _DEEPEST:
                self._child(child, depth)
            self.words += child.tail or ""

    def _child(self, child: Any, depth: int) -> None:
        if child.tag not in _BLOCKS:
            self.read(child, depth + 1)
            return
        self.close()
        heading = _HEADING.fullmatch(child.tag)
        if heading:
            self._heading(child, int(heading[1]))
        elif child.tag == "table" and not _lays_out(child):
            caption = child.find("caption")
            if caption is not None and _line(_text(caption)):
                self.writer.add(PartKind.PARAGRAPH, _line(_text(caption)))
            self.writer.table(list(_rows(child)))
        elif child.tag == "pre":
            for line in _text(child).splitlines():
                self.writer.add(PartKind.PARAGRAPH, _line(line))
        else:
            if child.tag == "li":
                parent = child.getparent()
                ordered = parent is not None and parent.tag == "ol"
                self.kind, self.mark = PartKind.ITEM, f"{_place(child)}." if ordered else "・"
            self.read(child, depth + 1)
            self.close()

    def _heading(self, element: Any, level: int) -> None:
        words = _line(_text(element))
        if words:
            self.writer.add(PartKind.HEADING, words, level=level)

    def close(self) -> None:
        """Write the running text that has been gathered."""
        words = _line(self.words)
        if words:
            self.writer.add(self.kind, words, mark=self.mark)
        if words or self.kind is PartKind.PARAGRAPH:
            self.kind, self.mark = PartKind.PARAGRAPH, ""
        self.words = ""


def _place(item: Any) -> int:
    """Return the number of an item of an ordered list."""
    told = next((at for at, other in enumerate(item.getparent().iterchildren("li")) if other is item), 0)
    return _count(item.get("value")) if item.get("value") else _count(item.getparent().get("start")) + told


def _text(element: Any) -> str:
    """Return the words of an element without what is left out."""
    words = element.text or ""
    for child in element:
        if _is_shown(child):
            words += _text(child) + (" " if child.tag in _BLOCKS else "")
        words += child.tail or ""
    return words


def _is_shown(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in _FRAME and not _is_hidden(element)


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _lays_out(table: Any) -> bool:
    """Say whether a table only places blocks: another table or a heading stands in it."""
    return any(table.find(f".//{tag}") is not None for tag in ("table", "h1", "h2", "h3"))


def _rows(table: Any) -> Iterator[list[TableCell]]:
    """Yield the rows, a cell that runs down repeated as going on in those below."""
    running: dict[int, int] = {}
    for row in filter(_is_shown, table.iter("tr")):
        told: list[TableCell] = []
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        in_head = row.getparent().tag == "thead"
        only_heads = bool(cells) and all(cell.tag == "th" for cell in cells)
        for cell in cells:
            _go_on(told, running, heads=in_head or only_heads)
            columns, rows = _count(cell.get("colspan")), _count(cell.get("rowspan"))
            at = sum(item.columns for item in told)
            told.append(TableCell(_line(_text(cell)), columns, heads=in_head or only_heads))
            running |= {at + offset: rows - 1 for offset in range(columns) if rows > 1}
        _go_on(told, running, heads=in_head or only_heads)
        yield told


def _go_on(told: list[TableCell], running: dict[int, int], *, heads: bool) -> None:
    """Add the cells that run down into this row at its next place."""
    while running.get(at := sum(item.columns for item in told), 0):
        running[at] -= 1
        told.append(TableCell("", continues=True, heads=heads))


def _count(words: str | None) -> int:
    return min(max(int(words), 1), 50) if words and words.isdigit() and len(words) < 4 else 1
