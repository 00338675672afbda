"""Errors of reading documents.

CorpusError
├── UnreadableDocument   a file cannot be read; its Fault says why, in words for the user
├── CatalogueError       a catalogue is missing, broken or names a file that is not there
└── UnknownDocument      no document has this id
"""

from enum import StrEnum


class CorpusError(Exception):
    """Something about the documents stops the work; the message says what to do."""


class Fault(StrEnum):
    """Why a file cannot be read; the value is what the user is told."""

    TOO_LARGE = "ファイルが大きすぎます。20 MB（テキストは 5 MB）までに分けてください。"
    TOO_MUCH_TEXT = "文字数が多すぎます。200万字までに分けてください。"
    TOO_MANY_PAGES = "ページ数が多すぎます。500 ページまでに分けてください。"
    TOO_MANY_SCANS = "画像だけのページが多すぎます。文字認識は 50 ページまでです。分けてください。"
    UNSUPPORTED = "この形式は読み取れません。DOCX、PDF、PPTX、XLSX、HTML、TXT、MD のいずれかで保存し直してください。"
    ICHITARO = "一太郎の文書は読み取れません。一太郎で Word 形式（.docx）か PDF で保存し直してください。"
    NEEDS_OFFICE = "旧形式（.doc、.xls、.ppt）を読み取るには LibreOffice（soffice）が要ります。Debian では apt-get install libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui で入ります。入れて加え直すか、.docx、.xlsx、.pptx で保存し直してください。"
    MACROS = "マクロを含む形式は読み取りません。マクロのない形式（.docx、.xlsx、.pptx）で保存し直してください。"
    EMPTY = "文字がありません。中身のあるファイルを選んでください。"
    NO_TEXT = (
        "文字の情報がありません（画像だけの PDF など）。文字認識（OCR）をかけるか、文字を含む形で保存し直してください。"
    )
    NEEDS_RECOGNITION = "文字の情報がありません（画像や、画像だけの PDF）。文字認識の部品（pip install 'shirube[ocr]'）を入れて加え直すか、文字を含む形で保存し直してください。"
    NOT_RECOGNISED = (
        "画像から文字を読み取れませんでした。文字の向きと濃さを確かめ、300 dpi ほどで読み込み直してください。"
    )
    LINK = "リンク（ショートカット）は読み取りません。元のファイルを置いてください。"
    UNOPENED = "ファイルを開けません。読み取りの権限を確かめてください。"
    ENCRYPTED = "パスワードで保護されています。保護を外して保存し直してください。"
    DAMAGED = "ファイルが壊れているか、途中で切れています。もう一度保存し直してください。"
    EXPANDS = "展開すると極端に大きくなるため、読み取りを中止しました。保存し直してください。"
    DECLARES_TYPE = (
        "文書型宣言（DOCTYPE）を含むファイルは、安全のため読み取りません。元のソフトで保存し直してください。"
    )
    TOO_COSTLY = "読み取りに時間又はメモリーがかかりすぎるため、中止しました。構造を簡単にして保存し直してください。"
    ENCODING = "文字コードを読み取れません。UTF-8 で保存し直してください（Shift_JIS、EUC-JP、ISO-2022-JP、印付きの UTF-16 も読み取れます）。"
    AMBIGUOUS_ENCODING = (
        "Shift_JIS と EUC-JP のどちらとも読めるため、文字コードを決められません。UTF-8 で保存し直してください。"
    )


class UnreadableDocument(CorpusError):
    """A file cannot be read as text."""

    def __init__(self, name: str, fault: Fault) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(f"{name}: {fault.value}")
        self.name = name
        self.fault = fault


class CatalogueError(CorpusError):
    """The catalogue of a folder of documents cannot be used."""


class UnknownDocument(CorpusError):
    """No document of the collection has the id that was asked for."""

    def __init__(self, document_id: str) -> None:
        """Keep the id; the message does not repeat it, since it may come from outside."""
        super().__init__("no document has this id; `shirube documents` lists them")
        self.document_id = document_id
