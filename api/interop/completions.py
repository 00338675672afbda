"""Completions: an answer as a chat message, whole or as a stream of chunks."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from api.interop.chat_schemas import (
    AnnotationReply,
    ChoiceReply,
    CompletionReply,
    ContextCitationReply,
    ContextReply,
    MessageReply,
    UrlCitationReply,
    UsageReply,
)
from api.schemas import AskReply, CitationReply
from qa.wording.notices import of_model

_MARK = re.compile(r"\[([0-9]+)\]")


@dataclass(frozen=True, slots=True)
class Told:
    """An answer on its way to a chat: under which name it was asked, where its pages stand, how much was read."""

    reply: AskReply
    model: str
    site: str
    read: int
    created: int = field(default_factory=lambda: int(time.time()))

    @property
    def content(self) -> str:
        """Return the answer with its marks, and after it what could be asked instead, and a language model's part in it."""
        after = [f"- {words}" for words in self.reply.suggestions]
        after += [f"※{notice}" for notice in of_model(self.reply.notices)]
        return "\n".join([self.reply.answer, "", *after]) if after else self.reply.answer

    @property
    def usage(self) -> UsageReply:
        """Return how many characters were read and written."""
        written = len(self.content)
        return UsageReply(prompt_tokens=self.read, completion_tokens=written, total_tokens=self.read + written)

    def link(self, citation: CitationReply) -> str:
        """Return the address that opens the page of the document at the quote."""
        return f"{self.site.rstrip('/')}{citation.url}"

    def completion(self) -> CompletionReply:
        """Return the answer in one piece."""
        message = MessageReply(content=self.content, annotations=self._annotations(), context=self._context())
        return CompletionReply(
            id=f"chatcmpl-{self.reply.id}",
            created=self.created,
            model=self.model,
            choices=[ChoiceReply(message=message)],
            usage=self.usage,
            shirube=self.reply,
        )

    def chunks(self, *, with_usage: bool) -> Iterator[dict[str, Any]]:
        """Yield the answer piece by piece: its sources first, then its sentences, at the end what belongs to all."""
        yield self._chunk({"role": "assistant", "content": ""})
        for citation in self.reply.citations:
            # An ordinary chunk that says nothing, so that clients which know no sources pass it over.
            yield {**self._chunk({"content": ""}), "event": {"type": "source", "data": self._source(citation)}}
        for piece in self._pieces():
            yield self._chunk({"content": piece})
        last = {
            "annotations": [item.model_dump() for item in self._annotations()],
            "context": self._context().model_dump(),
        }
        yield {**self._chunk(last, finish_reason="stop"), "shirube": self.reply.model_dump()}
        if with_usage:
            yield {**self._chunk({}), "choices": [], "usage": self.usage.model_dump()}

    def _chunk(self, delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
        return {
            "id": f"chatcmpl-{self.reply.id}",
            "object": "chat.completion.chunk",
            "created": self.created,
            "model": self.model,
            "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}],
        }

    def _pieces(self) -> Iterator[str]:
        """Yield the content cut where its sentences begin; the pieces joined are the content."""
        content, at = self.content, 0
        for sentence in self.reply.sentences[1:]:
            begins = content.find(sentence.text.strip(), at)
            if begins > at:
                yield content[at:begins]
                at = begins
        yield content[at:]

    def _annotations(self) -> list[AnnotationReply]:
        cited = {citation.number: citation for citation in self.reply.citations}
        return [
            AnnotationReply(
                url_citation=UrlCitationReply(
                    url=self.link(cited[number]),
                    title=_title(cited[number]),
                    start_index=found.start(),
                    end_index=found.end(),
                )
            )
            for found in _MARK.finditer(self.reply.answer)
            if (number := int(found.group(1))) in cited
        ]

    def _context(self) -> ContextReply:
        return ContextReply(
            citations=[
                ContextCitationReply(
                    content=citation.quote,
                    title=_title(citation),
                    url=self.link(citation),
                    filepath=citation.document_id,
                    chunk_id=f"{citation.document_id}#{citation.start}-{citation.end}",
                )
                for citation in self.reply.citations
            ]
        )

    def _source(self, citation: CitationReply) -> dict[str, Any]:
        """Return a citation as Open WebUI shows it; ``source`` tells two places of one document apart."""
        url, title = self.link(citation), _title(citation)
        return {
            "source": {"id": url, "name": title, "url": url},
            "document": [citation.quote],
            "metadata": [{"source": url, "name": title, "page": citation.page}],
        }


def _title(citation: CitationReply) -> str:
    return f"{citation.document_title}　{citation.section}".rstrip()
