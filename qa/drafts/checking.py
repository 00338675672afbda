"""The draft check: draft in, report out. Each step takes the last one's result; nothing of the draft is kept."""

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.guidelines import Guidance
from corpus.knowledge import Knowledge
from corpus.normalisation import SearchText, search_text
from corpus.spans import Span
from indexer.search_index import SearchIndex
from qa.citations import Citation, CitationMaker
from qa.claims.claim import Claim
from qa.claims.judgements import Judged, Verdict
from qa.claims.sources import Sources
from qa.claims.verdicts import judge
from qa.drafts.draft import Draft, read_draft
from qa.drafts.findings import ClauseFinding, DraftReport, FactFinding
from qa.drafts.guidance.considerations import find_items
from qa.drafts.guidance.precedents import Precedents
from qa.drafts.guidance.purposes import find_purposes
from qa.drafts.guidance.relevance import Relevance, weigh
from qa.drafts.heads import SentenceHeads, load_heads
from qa.drafts.rubric import Rubric, load_rubric
from qa.drafts.scope import in_scope
from qa.drafts.statements import FactStatement, find_statements
from qa.errors import DraftUnusable, UnknownFilter
from qa.reader.reader import Reader

MAXIMUM_CHARACTERS = 200_000
_SAYS = re.compile(r"[をにがはでと]")  # a particle: a name of an office or a date without one says nothing
_READ = 60  # statements of fact that are read with the documents: some ten seconds
_LONG = f"事実の記述が多いため、{_READ} 文目より後は、数値・名称・語句だけを文書と照合しました。"
# Probability of stating a fact from which a sentence that names nothing is told as one that the documents do not speak
# of, and from which the reader may say that they contradict it: what is likelier a plan is only told where they agree.
_FACT, _READ_AS_FACT = 0.5, 0.35
_TELLING = 12  # characters from which a clause without a name or a figure says enough to be looked up


@dataclass(frozen=True)
class DraftChecker:
    """Checks drafts against one index; what it needs beside the draft is made once, when first needed."""

    index: SearchIndex
    knowledge: Knowledge
    sources: Sources
    reader: Reader

    @cached_property
    def _rubric(self) -> Rubric:
        return load_rubric()

    @cached_property
    def _heads(self) -> SentenceHeads:
        return load_heads(self.index.tokenizer, self.index.embedder)

    @cached_property
    def _known(self) -> dict[str | None, Precedents]:
        return {}

    def _precedents(self, document_id: str | None) -> Precedents:
        """Return what the documents do of what a guidance asks, with its relevance, which is made once.

        Raises UnknownFilter and DraftUnusable.
        """
        if document_id not in self._known:
            relevance = Relevance(self._guidance(document_id), self._heads, self._rubric)
            self._known[document_id] = Precedents(self.index, relevance)
        return self._known[document_id]

    def check(
        self, text: str, title: str = "", notices: tuple[str, ...] = (), guidance: str | None = None
    ) -> DraftReport:
        """Return the report on a draft, held against the guidance of one document or of the collection.

        Raises DraftUnusable where the draft is empty or too long, or the document asks nothing of it, and UnknownFilter
        where there is no such document.
        """
        if not text.strip():
            raise DraftUnusable("企画案に文字がありません。本文を入れてください。")
        if len(text) > MAXIMUM_CHARACTERS:
            raise DraftUnusable(f"企画案は {MAXIMUM_CHARACTERS:,} 字までにしてください。")
        precedents = self._precedents(guidance)
        draft = read_draft(text, title)
        notices = (*self.index.notices, *notices)
        if guidance is None and not in_scope(draft):
            return DraftReport(
                draft,
                in_scope=False,
                purposes=(),
                items=(),
                facts=(),
                rubric_version=self._rubric.version,
                notices=notices,
            )
        return self._checked(draft, precedents, notices)

    def _guidance(self, document_id: str | None) -> Guidance:
        collection = self.index.collection
        if document_id is not None and document_id not in collection.by_id:
            raise UnknownFilter
        found = collection.guidance_of(document_id)
        if document_id is not None and not found:
            title = collection.by_id[document_id].record.title
            raise DraftUnusable(f"「{title}」には、要件や観点の一覧が見つかりません。ほかの文書を指定してください。")
        return found

    def _checked(self, draft: Draft, precedents: Precedents, notices: tuple[str, ...]) -> DraftReport:
        guidance, maker = precedents.relevance.guidance, CitationMaker(self.index.collection)
        weighed = weigh(draft, precedents.relevance)
        statements = find_statements(draft, weighed.readings.facts, self.sources.subjects)
        telling = [item for item in statements if _is_telling(item.claim)]
        if len(telling) > _READ:
            notices = (*notices, _LONG)
        told = {item.sentence.number for item in statements if item.claim.things}
        planned = [item.number for item in draft.sentences if item.number not in told and _SAYS.search(item.text)]
        found = [
            self._judged(draft, item, maker, self.reader if number < _READ else None)
            for number, item in enumerate(telling)
        ]
        return DraftReport(
            draft=draft,
            in_scope=True,
            purposes=tuple(find_purposes(weighed, guidance.purposes, maker)),
            items=tuple(find_items(weighed, planned, guidance.considerations, precedents, maker)),
            facts=tuple(finding for finding in found if finding is not None),
            rubric_version=self._rubric.version,
            notices=notices,
        )

    def _judged(
        self, draft: Draft, statement: FactStatement, maker: CitationMaker, reader: Reader | None
    ) -> FactFinding | None:
        """Return what the documents say; None where they are silent on what may be no statement of fact at all."""
        likely = 1.0 if statement.claim.things else statement.likely
        ruling = judge(statement.claim, self.sources, reader, doubtful=likely < _READ_AS_FACT)
        if likely < _FACT and ruling.verdict is Verdict.NOT_IN_DOCUMENTS:
            return None
        deciding, things = ruling.deciding, statement.claim.things
        whole = statement.sentence.span
        searched = search_text(whole.of(draft.text))
        return FactFinding(
            span=whole,
            verdict=ruling.verdict,
            clauses=tuple(
                ClauseFinding(_within(whole, searched, item.span), item.verdict, _citation(item.deciding, maker))
                for item in ruling.clauses
            ),
            subject=things[0].key if things else "",
            attribute=deciding.attribute if deciding else "",
            draft_value=deciding.draft_value if deciding else "",
            document_value=deciding.document_value if deciding else "",
            citation=_citation(deciding, maker),
        )


def _within(whole: Span, searched: SearchText, part: Span) -> Span:
    """Return the place in the draft of a part of a sentence's search form."""
    place = searched.source(part.start, part.end)
    return Span(whole.start + place.start, whole.start + place.end)


def _citation(deciding: Judged | None, maker: CitationMaker) -> Citation | None:
    if deciding is None or not deciding.fragments:
        return None
    return maker.citation(deciding.document_id, deciding.fragments[0])


def _is_telling(claim: Claim) -> bool:
    """Say whether a claim is of something that the documents could know: a thing that they name, a figure, or a whole clause."""
    return bool(claim.things or claim.values) or len(claim.text) >= _TELLING
