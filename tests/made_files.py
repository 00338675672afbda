"""Files that the tests make themselves: PDF by hand, DOCX as a package of parts."""

import hashlib
import io
import zipfile
from itertools import count

import pypdfium2

WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PASSWORD_FILLING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_FILE_ID = b"0123456789abcdef"


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    """Return a zip package of ``parts``, names with their bytes, in order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as package:
        for name, data in parts:
            package.writestr(name, data)
    return written.getvalue()


def word_part(body, root="document"):
    """Return a part of a DOCX around ``body``."""
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {WORD}>{inner}</w:{root}>'.encode()


def docx(body, *parts):
    """Return a DOCX with this body, and other parts beside it."""
    return packed([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", word_part(body)), *parts])


def paragraph(words):
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def stream(data, entries=b""):
    """Return a stream object of a PDF."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def pdf(objects, trailer=b""):
    """Return a PDF of numbered objects, of which the first is the catalogue."""
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer << /Root 1 0 R /Size %d %s >>\n" % (len(objects) + 1, trailer)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)


def printed(*pages, seal=lambda _number, data: data, trailer=()):
    """Return a PDF of pages 600 points square; a page is a list of lines: left, bottom, size, words."""
    page_numbers = [4 + 2 * at for at in range(len(pages))]
    kids = b" ".join(b"%d 0 R" % number for number in page_numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 600 600] >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    for number, lines in zip(page_numbers, pages, strict=True):
        drawn = b"\n".join(
            b"BT /F %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (size, left, bottom, words.encode("latin-1"))
            for left, bottom, size, words in lines
        )
        objects += [
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>" % (number + 1),
            stream(seal(number + 1, drawn)),
        ]
    objects += list(trailer)[:-1]
    return pdf(objects, *list(trailer)[-1:])


def sealed(*pages, password=b""):
    """Return a PDF that is encrypted with this user's password: 40 bits, as in version 1.3 of the format."""
    owner = bytes(32)
    filled = (password + _PASSWORD_FILLING)[:32]
    key = hashlib.md5(filled + owner + (2**32 - 4).to_bytes(4, "little") + _FILE_ID).digest()[:5]
    trailer = b"/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
        *[_FILE_ID.hex().encode()] * 2,
        owner.hex().encode(),
        _rc4(key, _PASSWORD_FILLING).hex().encode(),
    )

    def seal(number, data):
        own = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]
        return _rc4(own, data)

    return printed(*pages, seal=seal, trailer=[trailer])


def _rc4(key, data):
    state, swap = list(range(256)), 0
    for at in range(256):
        swap = (swap + state[at] + key[at % len(key)]) % 256
        state[at], state[swap] = state[swap], state[at]
    swap, out = 0, bytearray()
    for byte, step in zip(data, count(1)):
        at = step % 256
        swap = (swap + state[at]) % 256
        state[at], state[swap] = state[swap], state[at]
        out.append(byte ^ state[(state[at] + state[swap]) % 256])
    return bytes(out)


# A plan with purposes, measures, a contradiction of the documents and a sentence that no spreadsheet may take for a formula.
DRAFT = """東南アジアとの防災研究に関する国際共同研究の企画案

１．目的
本事業は、良質な研究成果の創出と若手研究者の人材育成を目的とする。

２．背景
海外特別研究員事業の支援期間は5年間である。
=HYPERLINK("x")により、SATREPSの支援期間は10年間である。
火星の研究拠点には昨年度8,888人の研究者が滞在した。

３．実施内容
若手研究者10名をインドネシアの相手機関に2年間派遣し、毎月1回の合同セミナーを開く。
研究データは両機関が共同で管理し、<script>|利用条件|を開始前に覚書で定める。

４．体制
本学の国際課に専任のコーディネーター2名を置き、渡航者の安全管理を担当させる。
"""


def after(*files):
    """Return the pages of several PDF as one."""
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        whole.import_pages(pypdfium2.PdfDocument(data))
    written = io.BytesIO()
    whole.save(written)
    return written.getvalue()
