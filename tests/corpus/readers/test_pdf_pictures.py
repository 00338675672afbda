"""Pictures of the pages of a PDF, drawn in a process of its own."""

import io

import pytest
from made_files import printed
from PIL import Image

from corpus.errors import Fault, UnreadableDocument
from corpus.readers import pdf_pictures
from corpus.readers.pdf_pictures import picture_of
from corpus.readers.processes import Limits

TWO = printed([(50, 300, 10, "First page.")], [(60, 90, 20, "Second page.")])


def fault_of(data, page=1):
    """Return why there is no picture."""
    with pytest.raises(UnreadableDocument) as refused:
        picture_of(data, page)
    return refused.value.fault


def test_a_page_is_drawn_with_the_places_of_its_characters():
    """The picture is that page, and a character's box is where it is printed, from the top."""
    picture = picture_of(TWO, 2)
    assert picture.characters.strip() == "Second page."
    left, top, width, height = picture.boxes[0]
    assert (left, top + height) == pytest.approx((60 / 600, 1 - 90 / 600), abs=0.01)
    image = Image.open(io.BytesIO(picture.png)).convert("L")
    inside = image.crop([round(share * 1200) for share in (left, top, left + width, top + height)])
    assert inside.getextrema()[0] < 100


def test_a_picture_has_a_largest_size():
    """A page as large as a wall is drawn as large as any other."""
    wall = TWO.replace(b"[0 0 600 600]", b"[0 0 9000 9]")
    assert Image.open(io.BytesIO(picture_of(wall, 1).png)).width <= 1200


def test_a_page_that_is_not_there_has_no_picture():
    """A number beyond the last page, and before the first, is refused."""
    assert fault_of(TWO, 3) is Fault.TOO_COSTLY


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", TWO[:200]])
def test_a_broken_file_has_no_picture(data):
    """What cannot be drawn ends the process that draws and nothing else."""
    assert fault_of(data) is Fault.TOO_COSTLY


def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    """When the time is up the process is killed."""
    monkeypatch.setattr(pdf_pictures, "_LIMITS", Limits(memory=1 << 30, processor=20, clock=0.01))
    assert fault_of(TWO) is Fault.TOO_COSTLY


@pytest.mark.parametrize("told", [b"{}", b"[", b'{"png":"AAAA","characters":"a","boxes":[]}'])
def test_the_answer_of_the_process_is_not_trusted(monkeypatch, told):
    """What is no picture with a box for each character is refused."""
    monkeypatch.setattr(pdf_pictures, "answer_of", lambda *_: told)
    assert fault_of(TWO) is Fault.DAMAGED
