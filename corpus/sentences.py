"""Sentences: the smallest stretches that can be quoted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Block, BlockKind, Document
from corpus.normalisation import normalise, search_text
from corpus.spans import Fragments, Span, cover, slice_fragments, strip

_ENDS = "。？！?!"
_CLOSERS = "」』）)】”’〕"
_OPENERS = {"「": "」", "『": "』", "（": "）", "(": ")", "“": "”", "【": "】", "〔": "〕"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item or table row: where it stands, and its search text without footnote calls."""

    document_id: str
    block: int
    fragments: Fragments
    text: str

    @property
    def span(self) -> Span:
        """Return the stretch from its first to its last character."""
        return cover(self.fragments)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text``: they end at 。, ？ or ！ outside quotation marks and brackets."""
    spans, start, closing = [], 0, []
    for at, character in enumerate(text):
        if character in _OPENERS:
            closing.append(_OPENERS[character])
        elif closing and character == closing[-1]:
            closing.pop()
        elif character in _CLOSERS and character in closing:  # an inner bracket was never closed
            del closing[closing.index(character) :]
        if character in _ENDS and not closing and not text[at + 1 : at + 2].startswith(tuple(_ENDS)):
            spans.append(Span(start, at + 1))
            start = at + 1
    spans.append(Span(start, len(text)))
    stripped = (strip(span, text) for span in spans)
    return tuple(span for span in stripped if len(span))


def read_sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in the order of its blocks; a table row is one."""
    return tuple(sentence for at, block in enumerate(document.blocks) for sentence in _of_block(document, at, block))


def _of_block(document: Document, at: int, block: Block) -> Iterator[Sentence]:
    joined = "".join(fragment.of(document.text) for fragment in block.fragments)
    whole = block.kind is BlockKind.ROW
    for span in (strip(Span(0, len(joined)), joined),) if whole else split_sentences(joined):
        fragments = slice_fragments(block.fragments, span.start, span.end)
        text = normalise(without_calls(document, fragments)) if fragments else ""
        if text:
            yield Sentence(document.document_id, at, fragments, text)


def place_in(document: Document, sentence: Sentence, start: int, end: int) -> Fragments:
    """Return where ``sentence.text[start:end]`` stands in the document, line breaks and footnote calls left out."""
    offsets = [offset for fragment in sentence.fragments for offset in range(fragment.start, fragment.end)]
    calls = document.calls_in(sentence.span)
    kept = [offset for offset in offsets if not any(call.start <= offset < call.end for call in calls)]
    inner = search_text("".join(document.text[offset] for offset in kept)).source(start, end)
    found: list[Span] = []
    for offset in kept[inner.start : inner.end]:
        if found and found[-1].end == offset:
            found[-1] = Span(found[-1].start, offset + 1)
        else:
            found.append(Span(offset, offset + 1))
    return tuple(found)


def without_calls(document: Document, fragments: Sequence[Span]) -> str:
    """Return the stored words of ``fragments`` without the small numbers that call footnotes."""
    calls = document.calls_in(cover(fragments)) if fragments else ()
    return "".join(
        document.text[offset]
        for fragment in fragments
        for offset in range(fragment.start, fragment.end)
        if not any(call.start <= offset < call.end for call in calls)
    )
