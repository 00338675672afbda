"""The draft check: draft in, report out. Each step takes the last one's result; nothing of the draft is kept."""

from dataclasses import dataclass
from functools import cached_property

from indexer.search_index import SearchIndex
from qa.citations import CitationMaker
from qa.drafts.claims import Claim, find_claims
from qa.drafts.considerations import ConsiderationMatcher, find_items
from qa.drafts.draft import Draft, read_draft
from qa.drafts.findings import DraftReport, FactFinding
from qa.drafts.nearest import NearestStatements
from qa.drafts.purposes import find_purposes
from qa.drafts.relevance import fit_relevance
from qa.drafts.rubric import Rubric, load_rubric
from qa.drafts.scope import in_scope
from qa.drafts.sources import Sources
from qa.drafts.verdicts import StatementFinding, judge
from qa.errors import DraftUnusable
from qa.knowledge import Knowledge

MAXIMUM_CHARACTERS = 200_000


@dataclass(frozen=True)
class DraftChecker:
    """Checks drafts against one index; what it needs beside the draft is made once, when first needed."""

    index: SearchIndex
    knowledge: Knowledge

    @cached_property
    def _rubric(self) -> Rubric:
        return load_rubric()

    @cached_property
    def _matcher(self) -> ConsiderationMatcher:
        tokenizer = self.index.tokenizer
        return ConsiderationMatcher(self._rubric, fit_relevance(self._rubric, tokenizer), tokenizer)

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self.index, self.knowledge, NearestStatements(self.index))

    def check(self, text: str, title: str = "", notices: tuple[str, ...] = ()) -> DraftReport:
        """Return the report on a draft; raises DraftUnusable where it is empty or too long."""
        if not text.strip():
            raise DraftUnusable("企画案に文字がありません。本文を入れてください。")
        if len(text) > MAXIMUM_CHARACTERS:
            raise DraftUnusable(f"企画案は {MAXIMUM_CHARACTERS:,} 字までにしてください。")
        draft = read_draft(text, title)
        notices = (*self.index.notices, *notices)
        if not in_scope(draft):
            return DraftReport(
                draft,
                in_scope=False,
                purposes=(),
                items=(),
                facts=(),
                rubric_version=self._rubric.version,
                notices=notices,
            )
        return self._checked(draft, notices)

    def _checked(self, draft: Draft, notices: tuple[str, ...]) -> DraftReport:
        guidance = self.index.collection.guidance
        maker = CitationMaker(self.index.collection)
        claims = find_claims(draft, self._sources.subjects)
        told = {claim.sentence.number for claim in claims if claim.things}
        planned = [sentence for sentence in draft.sentences if sentence.number not in told]
        return DraftReport(
            draft=draft,
            in_scope=True,
            purposes=tuple(
                find_purposes(draft.sentences, guidance.purposes, self._matcher, self.index.tokenizer, maker)
            ),
            items=tuple(find_items(draft, planned, guidance.considerations, self._matcher, maker)),
            facts=tuple(_fact(judge(claim, self._sources), maker) for claim in claims if _is_telling(claim)),
            rubric_version=self._rubric.version,
            notices=notices,
        )


def _is_telling(claim: Claim) -> bool:
    """Say whether a claim is of something that the documents could know: a thing that they name, or a figure."""
    return bool(claim.things or claim.values) or len(claim.text) >= 12


def _fact(found: StatementFinding, maker: CitationMaker) -> FactFinding:
    claim, deciding = found.claim, found.deciding
    citation = None
    if deciding is not None and deciding.fragments:
        citation = maker.citation(deciding.document_id, deciding.fragments[0])
    return FactFinding(
        span=claim.sentence.span,
        verdict=found.verdict,
        subject=claim.things[0].key if claim.things else "",
        attribute=deciding.attribute if deciding else "",
        draft_value=deciding.draft_value if deciding else "",
        document_value=deciding.document_value if deciding else "",
        citation=citation,
    )
