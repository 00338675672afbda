"""A real language model that knows no Japanese: it is asked, it writes, and nothing of it gets out that the quotes do not say."""

import pytest
from small_model import Watched, put, small_model

from api.language_model import ModelServer

QUESTIONS = (
    "国際的な交流等の推進について、基本法はどういう目的で施策を講じるのが国の責務だとしているのか教えてください。",
    "国際頭脳循環は何のために進めるんでしたっけ。どの目的にひもづきますか",
    "ASPIREの火星での支援期間に加えて、SATREPSの月面での採用人数も知りたい",
)


@pytest.fixture(scope="module")
def url():
    """Return the address of the running model."""
    with small_model() as address:
        yield address


def test_a_real_server_writes(url):
    """The client speaks to a server as they are: llama.cpp's own."""
    assert ModelServer(url, "smollm2").write("Answer with one word.", "Is water wet?", 60)


def test_nothing_that_a_real_model_makes_up_gets_out(assistant, url):
    """Each sentence is one of the answer, or the documents' own words."""
    counts, strange = put(assistant, Watched(ModelServer(url, "smollm2", seconds=5)), QUESTIONS)
    assert strange == []
    assert counts["asked of the model"] == counts["questions"] == len(QUESTIONS)
    assert counts["late"] == 0
