"""What the page does where the service or the way to it fails."""

QUESTION = "ASPIREの支援期間は？"
STREAM = "**/v1/ask/stream"


def asked(page, question=QUESTION):
    """Ask without waiting for an answer."""
    page.fill("#question", question)
    page.keyboard.press("Enter")


def test_a_question_outlives_a_network_that_is_gone(page):
    """The page says what is wrong and keeps the question; asking again answers it in the same place."""
    page.goto("/")
    page.route(STREAM, lambda route: route.abort())
    asked(page)
    page.locator(".turn .problem", has_text="サーバーにつながりません").wait_for()
    assert page.locator(".asked").inner_text() == QUESTION
    page.unroute(STREAM)
    page.get_by_role("button", name="もう一度聞く").click()
    page.wait_for_selector(".used")
    assert page.locator(".turn").count() == 1


def test_an_answer_that_breaks_off_is_told_as_such(page):
    """A stream that ends before its answer is whole is no answer."""
    page.goto("/")
    page.route(STREAM, lambda route: route.fulfill(body='event: sentence\ndata: {"text": "途中", "cited": []}\n\n'))
    asked(page)
    page.locator(".turn .problem", has_text="途中で切れました").wait_for()
    assert page.get_by_role("button", name="もう一度聞く").is_visible()


def test_a_service_that_is_busy_is_told_in_its_own_words(page):
    """The problem's title and what to do are shown."""
    page.goto("/")
    problem = {"title": "混み合っています", "detail": "少し待ってから、もう一度送ってください。", "status": 503}
    page.route(STREAM, lambda route: route.fulfill(status=503, json=problem))
    asked(page)
    page.locator(".turn .problem", has_text="混み合っています").wait_for()


def test_asking_again_in_vain_leaves_the_answer(page, ask, kept):
    """An answer is replaced by the next one only, never by an error."""
    reply = ask(QUESTION)
    page.route(STREAM, lambda route: route.abort())
    page.get_by_role("button", name="もう一度聞く").click()
    page.locator(".turn .problem").wait_for()
    assert page.locator(".turn .used").count() == 1
    assert kept(page)[0]["turns"][0]["reply"] == reply


def test_asking_again_replaces_the_turn(page, ask, kept):
    """There is one turn with the newer answer, which was not asked as its own follow-up."""
    first = ask(QUESTION)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_json) if "/ask" in request.url else None)
    page.get_by_role("button", name="もう一度聞く").click()
    page.locator(".turn .tools").first.wait_for()
    page.wait_for_selector("form:not([data-busy]) #question")
    (turn,) = kept(page)[0]["turns"]
    assert turn["reply"]["id"] != first["id"]
    assert turn["reply"]["answer"] == first["answer"]
    assert sent[0]["history"] == []


def test_an_address_of_nothing_is_told_by_the_page(page):
    """A browser that opens one gets the page, with the way back."""
    reply = page.goto("/nothing/here")
    assert reply.status == 404
    page.get_by_role("heading", name="見つかりません").wait_for()
    page.get_by_role("link", name="質問へ戻る").click()
    page.wait_for_selector("#question:focus")
