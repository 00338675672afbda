"""A collection of documents, read and understood: the whole of what the other folders take from here."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from corpus.abbreviations import Abbreviation, find_abbreviations
from corpus.documents import Document
from corpus.errors import UnknownDocument
from corpus.guidance import find_guidance
from corpus.guidelines import Guidance
from corpus.ingestion import ingest
from corpus.normalisation import normalise
from corpus.outline import build_outline
from corpus.pages import find_pages
from corpus.paragraphs import read_paragraphs
from corpus.sentences import Sentence, read_sentences
from corpus.sources import Source
from corpus.statements import Statement, read_statements
from corpus.structure import footnote_calls, has_headings, told_structure, with_tables
from corpus.subjects import infer_subjects, programme_names
from corpus.windows import window

BUNDLED_DOCUMENTS = Path(__file__).parent / "documents"


_NO_WORD = re.compile(r"\W")
_TELLING = 20  # letters from which the same words are the same thing said, and no common phrase
_DRAWN_FROM = frozenset({"summarises", "excerpts", "quotes"})


@dataclass(frozen=True)
class Collection:
    """Documents in catalogue order with what each of them says, as ``gathered`` finds it.

    ``subjects`` are for each document what its sections without a heading are about, by the number of the section.
    """

    documents: tuple[Document, ...]
    sentences: tuple[Sentence, ...]
    abbreviations: tuple[Abbreviation, ...]
    subjects: dict[str, dict[int, str]]

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """Return the documents by id."""
        return {document.document_id: document for document in self.documents}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements of all documents; statement i is made of sentence i."""
        found: list[Statement] = []
        of_document: dict[str, list[tuple[int, Sentence]]] = {item.document_id: [] for item in self.documents}
        for number, sentence in enumerate(self.sentences):
            of_document[sentence.document_id].append((number, sentence))
        for document in self.documents:
            own = of_document[document.document_id]
            paths = {section.number: self.path(document, section.number) for section in document.sections}
            found += read_statements(document, own, paths)
        return tuple(found)

    def window(self, statement: Statement) -> str:
        """Return what a model sees of a statement: its headings, what heads its row or what it refers back to, and itself."""
        before = self.statements[statement.number - 1] if statement.number else None
        near = before.text if before and before.place == statement.place else ""
        document = self.by_id[statement.document_id]
        above = [heads for heads, _ in statement.record] + [cell.of(document.text) for cell in statement.context]
        return window(statement.path, statement.text, near, normalise(" ".join(above)) if statement.record else "")

    def path(self, document: Document, section: int) -> tuple[str, ...]:
        """Return the headings down to ``section``, with the inferred subject where a heading is missing."""
        subjects = self.subjects[document.document_id]
        headings: list[str] = []
        at: int | None = section
        while at is not None:
            heading = document.sections[at].heading or subjects.get(at, "")
            if heading:
                headings.append(heading)
            at = document.sections[at].parent
        return tuple(reversed(headings))

    @cached_property
    def guidance(self) -> Guidance:
        """Return the purposes and considerations."""
        return find_guidance(self.documents)

    def guidance_of(self, document_id: str | None) -> Guidance:
        """Return what one document asks of a plan, empty where it asks nothing; None names that of the collection."""
        return self.guidance if document_id is None else self.guidances.get(document_id, Guidance())

    @cached_property
    def guidances(self) -> dict[str, Guidance]:
        """Return what each document asks of a plan, by its id, of those that ask something."""
        found = ((document.document_id, find_guidance((document,))) for document in self.documents)
        return {document_id: guidance for document_id, guidance in found if guidance}

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 over what the catalogue and the texts say."""
        parts = (f"{document.record!r}\n{document.sha256}\n" for document in self.documents)
        return hashlib.sha256("".join(parts).encode()).hexdigest()

    @cached_property
    def _same_words(self) -> dict[str, tuple[Statement, ...]]:
        """Return the statements by their bare words, of those that two documents and more have."""
        groups: dict[str, list[Statement]] = {}
        for statement in self.statements:
            words = _NO_WORD.sub("", statement.text)
            if len(words) >= _TELLING:
                groups.setdefault(words, []).append(statement)
        return {words: tuple(group) for words, group in groups.items() if len({item.document_id for item in group}) > 1}

    def told_again(self, statement: Statement) -> tuple[Statement, ...]:
        """Return the statements of all documents that say this in the same words, itself too, the primary source first.

        A document that summarises, excerpts or quotes another one comes after it; of one document only one is given.
        """
        group = self._same_words.get(_NO_WORD.sub("", statement.text), (statement,))
        one_each = {item.document_id: item for item in (*group[::-1], statement)}
        sources = {
            document_id: {
                relation.document_id
                for relation in self.by_id[document_id].record.relations
                if relation.relation in _DRAWN_FROM
            }
            for document_id in one_each
        }
        return tuple(
            sorted(one_each.values(), key=lambda item: (len(sources[item.document_id] & set(one_each)), item.number))
        )

    def document(self, document_id: str) -> Document:
        """Return a document; raises UnknownDocument."""
        try:
            return self.by_id[document_id]
        except KeyError:
            raise UnknownDocument(document_id) from None


def load_collection(folder: Path, progress: Callable[[str], None] = lambda _: None) -> Collection:
    """Read every document of ``folder``, telling ``progress`` each file's name before it is read."""
    return collection_of(ingest(folder, progress).sources)


def collection_of(sources: Iterable[Source]) -> Collection:
    """Return the documents of sources as a collection."""
    return gathered(tuple(document_of(source) for source in sources))


def gathered(documents: tuple[Document, ...], before: Collection | None = None) -> Collection:
    """Return documents as a collection; what ``before`` has read in those that are the same is not read again."""
    same = unchanged(documents, before)
    sentences: dict[str, list[Sentence]] = {item.document_id: [] for item in documents}
    abbreviations: dict[str, list[Abbreviation]] = {item.document_id: [] for item in documents}
    for document in documents:
        if document.document_id not in same:
            sentences[document.document_id] += read_sentences(document)
            abbreviations[document.document_id] += find_abbreviations(document)
    for sentence in before.sentences if before else ():
        if sentence.document_id in same:
            sentences[sentence.document_id].append(sentence)
    for abbreviation in before.abbreviations if before else ():
        if abbreviation.document_id in same:
            abbreviations[abbreviation.document_id].append(abbreviation)
    defined = tuple(chain.from_iterable(abbreviations.values()))
    return Collection(
        documents, tuple(chain.from_iterable(sentences.values())), defined, _subjects(documents, defined, same, before)
    )


def unchanged(documents: Iterable[Document], before: Collection | None) -> frozenset[str]:
    """Return the ids of the documents that ``before`` holds as they are."""
    known = before.by_id if before else {}
    return frozenset(item.document_id for item in documents if known.get(item.document_id) is item)


def _subjects(
    documents: Iterable[Document],
    abbreviations: tuple[Abbreviation, ...],
    same: frozenset[str],
    before: Collection | None,
) -> dict[str, dict[int, str]]:
    """Return what the sections without a heading are about: all anew where a programme's short name comes or goes."""
    names = programme_names(abbreviations)
    known = before.subjects if before and programme_names(before.abbreviations) == names else {}
    return {
        item.document_id: known[item.document_id]
        if item.document_id in same and item.document_id in known
        else infer_subjects(item, names)
        for item in documents
    }


def document_of(source: Source) -> Document:
    """Return the document that a source holds, with its pages, sections and blocks."""
    pages = find_pages(source.text, source.page_breaks, source.confidences)
    if has_headings(source.parts):
        calls = footnote_calls(source.parts)
        sections, blocks = told_structure(source.text, source.parts)
    else:
        paragraphs, calls = read_paragraphs(source.text, pages)
        sections, blocks = build_outline(source.text, paragraphs)
        blocks = with_tables(blocks, source.parts)
    return Document(
        record=source.record,
        text=source.text,
        sha256=hashlib.sha256(source.text.encode()).hexdigest(),
        pages=pages,
        sections=sections,
        blocks=blocks,
        footnote_calls=calls,
        original=source.original,
        notices=source.notices,
    )
