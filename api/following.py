"""What may be asked next: other things that the documents tell of the programme that was asked about."""

from itertools import islice

from corpus.programmes.facts import Attribute, Programme
from qa.answers import Answer, Outcome
from qa.assistant import Assistant
from qa.search.retrieval import RetrievalFilter

_MOST = 6  # a client shows some, and leaves out what was asked before
_PROSE = frozenset({Attribute.BACKGROUND, Attribute.OUTCOME, Attribute.CONTENT, Attribute.MENTION})


def follow_ups(answer: Answer, assistant: Assistant, where: RetrievalFilter | None) -> list[str]:
    """Return questions about the one programme that an answered question names; none where it names none or several."""
    asked = answer.interpreted_question
    named = [(item, name) for item in assistant.programmes if (name := _named(item, asked))]
    if answer.outcome is not Outcome.ANSWERED or len(named) != 1:
        return []
    programme, name = named[0]
    allowed = (where or RetrievalFilter()).allowed(assistant.index.collection)
    told = dict.fromkeys(
        fact.attribute for fact in programme.facts if fact.attribute not in _PROSE and fact.document_id in allowed
    )
    return [f"{name}の{item}は？" for item in islice((item for item in told if item not in asked), _MOST)]


def _named(programme: Programme, question: str) -> str:
    """Return the name under which a question speaks of a programme, or nothing."""
    names = sorted((programme.name, *programme.other_names), key=len, reverse=True)
    return next((name for name in names if name in question), "")
