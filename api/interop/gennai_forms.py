"""The forms of 源内's apps, to be entered where an app is registered."""

from typing import Any

from api.interop.scope import ALL, scopes
from corpus.collection import Collection

MAXIMUM_FILE = 4_500_000  # bytes; in base64 a third more


def question_form(collection: Collection) -> dict[str, Any]:
    """Return the form of the question app; it offers what may answer."""
    names = scopes(collection)
    return {
        "question": {
            "type": "textarea",
            "title": "質問",
            "desc": "文書について知りたいことを書いてください。",
            "required": True,
            "min_length": 1,
            "max_length": 2000,
        },
        "collection": {
            "type": "select",
            "title": "文書の範囲",
            "items": [{"title": "すべての文書" if name == ALL else name, "value": name} for name in names],
            "default_value": ALL,
        },
    }


def draft_form() -> dict[str, Any]:
    """Return the form of the check app."""
    return {
        "text": {
            "type": "textarea",
            "title": "企画案（文字）",
            "desc": "本文を貼り付けるか、下でファイルを選んでください。",
            "max_length": 200_000,
        },
        "draft": {
            "type": "file",
            "title": "企画案（ファイル）",
            "desc": "DOCX、PDF、PPTX、XLSX、HTML、TXT、MD のいずれか一つ。",
            "accept": ".docx,.pdf,.pptx,.xlsx,.html,.txt,.md",
            "multiple": False,
            "max_size": "4.5MB",
            "max_file_count": 1,
        },
    }
