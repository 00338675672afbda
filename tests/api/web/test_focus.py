"""Where the view stands and where the keyboard is."""

PHONE = {"width": 390, "height": 844}
FOCUSED = "document.activeElement.id || document.activeElement.textContent"


def test_the_focus_is_in_the_box(page, ask):
    """It is there on load, and still after an answer has come."""
    page.wait_for_selector("#question:focus")
    ask("ASPIREの支援期間は？")
    assert page.evaluate(FOCUSED) == "question"


def test_asking_again_keeps_the_focus_in_the_turn(page, ask):
    """The button that was pressed is gone; the focus is on the question that it asked again."""
    ask("ASPIREの支援期間は？")
    page.get_by_role("button", name="もう一度聞く").click()
    page.locator(".turn .tools").first.wait_for()
    assert page.evaluate(FOCUSED) == "ASPIREの支援期間は？"


def test_a_new_question_goes_to_the_top_of_the_view(new_page, put):
    """On a phone and on a desk the question stands at the top, and stays there when its answer has come."""
    for size in (PHONE, {"width": 1280, "height": 900}):
        page = new_page(**size, reduced_motion="reduce")
        page.goto("/")
        put(page, "ASPIREについて教えて")
        put(page, "ASPIREの支援期間は？")
        top = page.locator(".asked").last.bounding_box()["y"]
        header = page.locator(".site").bounding_box()
        assert 0 <= top - max(header["y"] + header["height"], 0) < 60


def test_the_box_takes_an_eighth_of_a_phone_at_most(new_page):
    """It leaves the view to the answer."""
    page = new_page(**PHONE)
    page.goto("/")
    box = page.locator(".composer").bounding_box()
    assert box["height"] <= PHONE["height"] / 8
    assert box["y"] + box["height"] <= PHONE["height"]


def test_the_box_comes_before_the_list_of_conversations(page, ask):
    """Tab leads from the box over what belongs to it to the conversations."""
    ask("ASPIREの支援期間は？")
    passed = []
    for _ in range(4):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
    assert passed[:3] == ["scope", "送る", "新しい会話"]
