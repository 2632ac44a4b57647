"""Find what would run in the browser of somebody who opens a graded notebook."""

import re
import warnings
from html.parser import HTMLParser

RUNS = {"script", "iframe", "object", "embed", "frame", "base", "meta", "link", "form", "applet"}
RUNNING_MIMES = {
    "application/javascript",
    "text/javascript",
    "image/svg+xml",
    "application/vnd.jupyter.widget-view+json",
}


def active_parts(nb: dict) -> list[str]:
    """Return a line for everything in a notebook that a page made of it would run."""
    found = []
    for cell in nb["cells"]:
        if cell["cell_type"] == "markdown":
            found += active_html(_rendered("".join(cell["source"])))
        for attachment in cell.get("attachments", {}).values():
            found += [f"attachment of type {mime}" for mime in attachment if mime in RUNNING_MIMES]
        for output in cell.get("outputs", []):
            found += _in_output(output)
    return found


def _in_output(output):
    for mime, content in output.get("data", {}).items():
        if mime in RUNNING_MIMES:
            yield f"output of type {mime}"
        elif mime == "text/html":
            yield from active_html("".join(content))
        elif mime in ("text/markdown", "text/latex"):
            yield from active_html(_rendered("".join(content)))
        elif mime.startswith("image/") and not re.fullmatch(r"[A-Za-z0-9+/=\s]*", "".join(content)):
            yield f"{mime} that is no picture"


def _rendered(markdown: str) -> str:
    """Return the HTML that formgrader and feedback make of a text cell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbconvert.filters import markdown2html

        return markdown2html(markdown)


def active_html(text: str) -> list[str]:
    """Return a line for each tag and attribute of an HTML text that runs something.

    Examples
    --------
    >>> active_html("<b onclick='x()'>bold</b><script>")
    ['<b onclick=…>', '<script>']
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in RUNS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            scheme = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
            if (
                name.startswith("on")
                or name == "srcdoc"
                or scheme.startswith(("javascript:", "vbscript:", "data:text"))
            ):
                self.found.append(f"<{tag} {name}=…>")

    handle_startendtag = handle_starttag
