"""Conversation: the question and the turns before it, read out of a chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.interop.chat_schemas import MessageRequest
from api.problems import Problem, invalid
from qa.question.history import Turn

_LAST_TURNS = 20
_TURN_CHARACTERS = 8_000


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question with the turns before it, oldest first."""

    question: str
    history: tuple[Turn, ...]

    @property
    def characters(self) -> int:
        """Return how many characters are read."""
        return len(self.question) + sum(len(turn.content) for turn in self.history)


def read_conversation(messages: Sequence[MessageRequest]) -> Conversation:
    """Return the last user message as the question and what was said before it as its history.

    Instructions and replies of tools are no part of it. Of a long conversation the last turns are taken, of a long turn
    its beginning: chat front ends send all that was ever said. Raises the problem `invalid` where nothing is asked.
    """
    said = [(message.role, _words(message)) for message in messages if message.role in ("user", "assistant")]
    asked = [place for place, (role, _) in enumerate(said) if role == "user"]
    if not asked:
        raise invalid("role が user のメッセージに質問を書いてください。")
    before = said[: asked[-1]][-_LAST_TURNS:]
    turns = (Turn("user" if role == "user" else "assistant", words[:_TURN_CHARACTERS]) for role, words in before)
    return Conversation(said[asked[-1]][1], tuple(turns))


def _words(message: MessageRequest) -> str:
    """Return the text of a message; raises the problem `unsupported_content` for what a user sent besides text."""
    if not isinstance(message.content, list):
        return message.content or ""
    texts = [part.text for part in message.content if part.type == "text"]
    if message.role == "user" and len(texts) < len(message.content):
        raise Problem(
            422,
            "unsupported_content",
            "読み取れない内容です",
            "画像・音声・ファイルは読み取れません。文字（type が text の部分）だけを送ってください。",
        )
    return "\n".join(texts)
