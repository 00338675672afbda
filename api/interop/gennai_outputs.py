"""Outputs for 源内: answers and reports as Markdown, and the report as a file."""

import base64
import re

from api.exports.formats import FORMATS
from api.exports.report_tables import source
from api.interop.gennai_schemas import ArtifactReply, OutputsReply
from api.schemas import AskReply, DraftReply
from qa.wording.notices import of_model

_SPECIAL = re.compile(r"([\\`*_<>\[\]|#~])")


def answer_outputs(reply: AskReply, site: str) -> OutputsReply:
    """Return an answer with its sources, each with its quote and a link to the page."""
    parts = [reply.answer]
    if reply.suggestions:
        parts.append("\n".join(f"- {_plain(words)}" for words in reply.suggestions))
    parts += [f"※{_plain(notice)}" for notice in of_model(reply.notices)]
    if reply.citations:
        parts.append("### 出典")
    for citation in reply.citations:
        link = f"[文書を開く]({site.rstrip('/')}{citation.url})"
        quote = "\n".join(f"> {_plain(line)}  " for line in citation.quote.splitlines())
        parts.append(f"\\[{citation.number}\\] {_plain(source(citation))}　{link}\n\n{quote}")
    return OutputsReply(outputs="\n\n".join(parts))


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def report_outputs(reply: DraftReply) -> OutputsReply:
    """Return the report of a check, and the same as a DOCX."""
    contents = base64.b64encode(FORMATS["docx"].write(reply)).decode()
    report = ArtifactReply(display_name="点検結果.docx", contents=contents)
    return OutputsReply(outputs=FORMATS["md"].write(reply).decode(), artifacts=[report])
