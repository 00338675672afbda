"""Errors of answering.

QaError
├── QuestionUnusable   a question is empty or too long
├── OutputRefused      a report cannot be written where it was asked for
├── ReportUnreadable   a file is no report of an earlier check
├── DraftUnusable      a draft is empty or too long
├── ModelSilent        a language model gave nothing that can be used, or not in time
├── UnknownFilter      a question is restricted to a document or a collection that is not there
├── JudgmentsUnreadable   a file of judged questions or expected scores cannot be used
└── DataUnusable       a data file of the product has been edited into something that cannot be read
"""


class QaError(Exception):
    """A question cannot be answered as it was put; the message says what to do."""


class JudgmentsUnreadable(QaError):
    """A file of judged questions or expected scores cannot be read."""


class DataUnusable(QaError):
    """A data file of the product cannot be used as it stands."""


class QuestionUnusable(QaError):
    """The question is empty, too long, or grows too long when normalised."""


class OutputRefused(QaError):
    """The disk refused the file of a report."""


class ReportUnreadable(QaError):
    """A file that should hold the report of an earlier check does not."""


class DraftUnusable(QaError):
    """The draft is empty or too long."""


class ModelSilent(QaError):
    """A language model gave nothing that can be used, or not in time; the answer goes out without it."""


class UnknownFilter(QaError):
    """The question is restricted to a document or a collection that the index does not hold."""

    def __init__(self) -> None:
        """Say what to do; the id is not repeated, since it comes from outside."""
        super().__init__(
            "documents or collections names what is not in the index; GET /v1/documents and /v1/collections list them"
        )
