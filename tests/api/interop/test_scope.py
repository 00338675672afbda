"""The names under which other front ends choose what may answer."""

import pytest

from api.interop.scope import scopes, where
from api.problems import Problem


def test_all_documents_or_one_collection(collection):
    """The first name restricts nothing, each other one restricts to its collection."""
    assert scopes(collection) == ("shirube", "shirube/bundled")
    assert where("shirube", collection).collections == ()
    assert where("shirube/bundled", collection).collections == ("bundled",)


@pytest.mark.parametrize("name", ["", "shirube/", "bundled", "shirube/nowhere", "shirube/bundled/x", "SHIRUBE"])
def test_other_names_are_not_found(collection, name):
    """A name that is not listed is a problem, never all documents."""
    with pytest.raises(Problem) as caught:
        where(name, collection)
    assert caught.value.status == 404
