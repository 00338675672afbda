"""Spelling: words of a question that no document has and that are one letter away from a word that they have."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.normalisation import normalise
from indexer.tokenisation import FugashiTokenizer, Token

_RUN = re.compile(r"[一-龯々]{4,}|[ァ-ヴー・]{5,}")
_AFFIXES = frozenset({"接頭辞", "接尾辞"})  # make sense alone: 者 of 採用者
_DOT = "・"


@dataclass(frozen=True)
class Spelling:
    """The words of the documents, as they write them: runs of Chinese characters, and of katakana with their dots.

    ``text`` holds all of them, a line each, without dots; ``written`` the spelling of those that have some.
    """

    text: str
    written: dict[str, str]
    tokenizer: FugashiTokenizer

    def mended(self, question: str) -> str:
        """Return a question with its slips of typing put right; one without any comes back to the letter."""
        plain = normalise(question)
        mended = _RUN.sub(lambda found: self._meant(found.group()), plain)
        return question if mended == plain else mended

    def _meant(self, word: str) -> str:
        bare = word.replace(_DOT, "")
        if bare in self.written:
            return self.written[bare]
        if bare != word:
            return word
        katakana = not "一" <= word[0] <= "龯"
        found = self._by_one_letter(word) if katakana else self._by_one_character(word)
        near = {self.written.get(other, other) for other in found}
        return near.pop() if len(near) == 1 else word

    def _by_one_letter(self, word: str) -> Iterator[str]:
        """Yield the katakana words of the documents with one letter changed, added or left out; none if it is one."""
        if f"\n{word}\n" in self.text:
            return
        for at in range(len(word) + 1):
            before, after = re.escape(word[:at]), re.escape(word[at:])
            left_out = re.escape(word[at + 1 :])
            pattern = (
                rf"(?<=\n)(?:{before}.{after}|{before}.?{left_out})(?=\n)"
                if at < len(word)
                else rf"(?<=\n){before}.(?=\n)"
            )
            yield from re.findall(pattern, self.text)

    def _by_one_character(self, word: str) -> Iterator[str]:
        """Yield the Chinese words of the documents with one character changed that makes no sense; none if it is one."""
        if word in self.text:
            return
        for at in range(len(word)):
            for other in re.findall(rf"{re.escape(word[:at])}.{re.escape(word[at + 1 :])}", self.text):
                if self._is_slip(word, other, at):
                    yield other

    def _is_slip(self, word: str, other: str, at: int) -> bool:
        """Say whether the letter ``at`` of ``word`` stands in no word of the language and that of ``other`` in one."""
        mine, theirs = self._token_at(word, at), self._token_at(other, at)
        odd = not mine.known or (len(mine.surface) == 1 and mine.part not in _AFFIXES)
        return odd and theirs.known and len(theirs.surface) > 1

    def _token_at(self, word: str, at: int) -> Token:
        """Return the word of the language in which the letter ``at`` stands."""
        end = 0
        for token in self.tokenizer.tokens(word):
            end += len(token.surface)
            if at < end:
                return token
        raise IndexError(at)


def learn_spelling(texts: Iterable[str], tokenizer: FugashiTokenizer) -> Spelling:
    """Return the spelling of documents of the given search texts."""
    words = dict.fromkeys(word.strip(_DOT) for text in texts for word in _RUN.findall(text))
    bare = {word.replace(_DOT, ""): word for word in words if _DOT in word}
    return Spelling("\n" + "\n".join(dict.fromkeys([*words, *bare])) + "\n", bare, tokenizer)
