"""nbgrader's web interface on a course folder, in a real browser: what a lecturer sees, and the buttons they press.

with formgrader_or_skip(course) as web:
    web.open_submission("ada", "90_tiny")
    web.score("double-test")
"""

import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.jupyterlab import CHROMIUM_ARGUMENTS, BrowserMissing, _server, find_chromium

if TYPE_CHECKING:  # so that the skip without playwright can be said in one line
    from playwright.sync_api import Locator, Page

SECONDS = 60


class Formgrader:
    """A page with formgrader; `page` is Playwright's, for everything else."""

    def __init__(self, page: "Page", address: str, token: str):
        self.page, self._address, self._token = page, address, token
        page.set_default_timeout(1000 * SECONDS)
        # Formulas' fonts and the like lie on the internet; a test waits for nobody.
        page.route("**/*", lambda route: route.continue_() if address in route.request.url else route.abort())
        page.goto(f"{address}/formgrader?token={token}")

    def go(self, path: str) -> None:
        """Open one of formgrader's pages, such as ``gradebook/90_tiny``."""
        self.page.goto(f"{self._address}/formgrader/{path}")

    def open_submission(self, student: str, lesson: str) -> None:
        """Open a judged notebook as a lecturer does: gradebook, lesson, notebook, student."""
        self._open_gradebook(lesson)
        self.page.locator("a.name-shown", has_text=student).click()
        self.page.wait_for_function("typeof formgrader !== 'undefined' && formgrader.grades?.loaded")

    def gradebook(self, lesson: str) -> dict[str, str]:
        """The rows of a lesson in formgrader's gradebook: student → what the row shows after the name."""
        self._open_gradebook(lesson)
        rows = self.page.locator("#main-table tr").all_inner_texts()
        return {name.strip(): rest for name, _, rest in (row.strip().partition("\t") for row in rows)}

    def _open_gradebook(self, lesson: str) -> None:
        self.go(f"gradebook/{lesson}/{lesson}")
        self.page.wait_for_function("models?.loaded")
        self.page.locator("#toggle_names").click()

    def notebook(self) -> "Locator":
        """The judged notebook on its page."""
        return self.page.get_by_role("main").locator("#notebook-container")

    def score(self, cell: str) -> str:
        """What stands in the score field of a graded cell: its value, or the automatic score as a pale placeholder."""
        field = self.page.locator(f'[id="{cell}"]')
        return field.input_value() or field.get_attribute("placeholder") or ""

    def enter_score(self, cell: str, points: float) -> None:
        """Type a mark and leave the field, which saves it."""
        field = self.page.locator(f'[id="{cell}"]')
        with self.page.expect_response(lambda answer: "/api/grade/" in answer.url) as saved:
            field.fill(str(points))
            field.blur()
        assert saved.value.ok, saved.value.text()

    def autograde(self, student: str, lesson: str) -> str:
        """Press the button with the flash in a submission's row, and return all that formgrader then says."""
        self.go(f"manage_submissions/{lesson}")
        row = self.page.locator("#main-table tr", has=self.page.locator("td.student-id", has_text=student))
        row.locator("td.autograde a").click()
        return self.page.locator(".modal.in .modal-content").inner_text().lstrip("×\n")  # the button that closes it


@contextmanager
def formgrader_or_skip(course: Path) -> Iterator[Formgrader]:
    """formgrader on a course folder that has its `nbgrader_config.py`; server and browser end with the block.

    Without a browser: a skip that says what to install.
    """
    try:
        chromium = find_chromium()
        from playwright.sync_api import sync_playwright
    except (BrowserMissing, ModuleNotFoundError) as missing:
        pytest.skip(f"browser tests: {missing}")
    with (
        tempfile.TemporaryDirectory(prefix="formgrader-", ignore_cleanup_errors=True) as own,
        chdir(course),  # nbgrader looks for its settings in the folder that the server was started from
        _server(course, Path(own)) as (address, token),
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        try:
            yield Formgrader(browser.new_page(viewport={"width": 1280, "height": 900}), address, token)
        finally:
            browser.close()
