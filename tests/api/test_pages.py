"""Addresses of the page, and of nothing: a page for browsers, a problem for programs."""

import pytest

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/web/nothing.js",
        "/c/one/two",
        "/v1/documents/nothing",
        "/documents/nothing",
        "/programmes/nothing",
    ],
)
def test_a_browser_gets_the_page_and_a_program_a_problem(client, address):
    """Both are told 404; who does not ask for HTML gets the one error body."""
    shown = client.get(address, headers=BROWSER)
    assert (shown.status_code, shown.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "しるべ" in shown.text
    assert "script-src 'self'" in shown.headers["content-security-policy"]
    told = client.get(address)
    assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")


def test_only_what_is_opened_is_answered_with_the_page(client):
    """A form or a script that sends to an address of nothing gets a problem, whatever it would read."""
    told = client.post("/nothing", headers=BROWSER)
    assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")


def test_a_method_that_is_not_there_stays_a_problem(client):
    """Other problems are told as they are."""
    told = client.get("/v1/ask", headers=BROWSER)
    assert (told.status_code, told.headers["content-type"]) == (405, "application/problem+json")


@pytest.mark.parametrize("address", ["/documents/status-2023", "/programmes/aspire", "/timeline", "/compare"])
def test_an_address_of_something_is_the_page(client, address):
    """What there is opens with 200, for a browser and for who only looks whether it is there."""
    assert client.get(address, headers=BROWSER).status_code == 200
    assert client.head(address).status_code == 200
