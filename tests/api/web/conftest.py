"""A real browser on a real server; whatever a test does, nothing may be logged as an error and nobody else be asked."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


@pytest.fixture(scope="session")
def browser():
    """Return Debian's own browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "no browser: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(server):
    """Return where the page is served."""
    return f"http://127.0.0.1:{server.port}"


@pytest.fixture
def new_page(browser, address):
    """Return a function that opens a page; at the end nothing may have gone wrong in any."""
    opened, errors, others = [], [], []

    def make(width=1280, height=900, scheme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="ja-JP",
            base_url=address,
            **options,
        )
        page = context.new_page()
        page.add_init_script(_WATCH)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request", lambda sent: others.append(sent.url) if not sent.url.startswith((address, "blob:")) else None
        )
        opened.append((context, page))
        return page

    yield make
    violations = [item for _, page in opened for item in page.evaluate("window.violations")]
    for context, _ in opened:
        context.close()
    # The browser itself logs the status of a problem that a test provoked; the page shows it as words.
    errors = [error for error in errors if "Failed to load resource" not in error]
    assert (errors, others, violations) == ([], [], [])


@pytest.fixture
def page(new_page):
    """Return a page at desktop width."""
    return new_page()


_KEPT = """() => new Promise((resolve) => {
  const opening = indexedDB.open("shirube");
  opening.onsuccess = () => {
    const database = opening.result;
    const reading = database.transaction("conversations").objectStore("conversations").getAll();
    reading.onsuccess = () => { database.close(); resolve(reading.result.sort((one, other) => other.changed - one.changed)); };
  };
})"""


@pytest.fixture(scope="session")
def kept():
    """Return a function that returns the conversations that a browser keeps, the newest first."""
    return lambda page: page.evaluate(_KEPT)


@pytest.fixture(scope="session")
def put(kept):
    """Return a function that asks on any page and returns the whole reply once it is shown."""

    def put(page, question):
        page.fill("#question", question)
        page.keyboard.press("Enter")
        answered(page)
        return kept(page)[0]["turns"][-1]["reply"]

    return put


def answered(page):
    """Wait until the page has answered and kept the answer."""
    page.locator(".turn").last.locator(".tools, .problem").first.wait_for()
    page.wait_for_selector("form:not([data-busy]) #question")


@pytest.fixture
def ask(page, put):
    """Return a function that asks on the page, as `put` does."""
    page.goto("/")
    return lambda question: put(page, question)


_PAPER = """<style>p { font: 16px "Noto Sans CJK JP", sans-serif; } section { break-after: page; } h1 { font-size: 28px; }</style>
<section><h1>灯台更新計画</h1><p>2024年4月1日</p><p>この計画は、灯台の更新について定める。</p></section>
<section><h1>支援</h1><p>灯台更新計画の支援期間は原則七年とし、必要に応じて延長することができる。</p></section>
<section><h1>予算</h1><p>灯台更新計画の予算額は令和6年度に30百万円である。</p></section>"""


@pytest.fixture(scope="session")
def paper(browser):
    """Return a PDF of three pages and more in Japanese, as a browser prints it."""
    page = browser.new_page()
    page.set_content(_PAPER)
    printed = page.pdf()
    page.close()
    return printed


@pytest.fixture(scope="session")
def add():
    """Return a function that adds files on the view of the documents and waits until they are there."""

    def add(page, files):
        page.goto("/documents")
        page.set_input_files(
            "#new-documents",
            [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()],
        )
        page.locator(".job .read, .job .read_with_notices").nth(len(files) - 1).wait_for(timeout=300_000)

    return add


@pytest.fixture(scope="session")
def take_away():
    """Return a function that removes a document on its view."""

    def take_away(page, title):
        page.goto("/documents")
        page.get_by_role("button", name=f"{title}を取り除く").click()
        page.get_by_role("button", name="本当に取り除く").click()
        page.get_by_role("link", name=title, exact=True).wait_for(state="detached", timeout=300_000)

    return take_away
