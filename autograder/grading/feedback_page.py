"""The page that a student gets back: nbgrader's own, with harmless Markdown and a first list that says what is what."""

import re
from html import escape

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

from autograder.grading.clean_html import clean
from autograder.grading.results import said_by_check

_STYLE = "<style>img { max-width: 100%; height: auto; }</style>"
_LISTED = re.compile(r'<a href="#([^"]+)">Test cell</a>')


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page for one student."""

    def from_notebook_node(self, nb, resources=None, **kwargs):
        """Render the page; its list of "Test cell" links gets the exercises' names and verdicts."""
        html, resources = super().from_notebook_node(nb, resources, **kwargs)
        cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nb.cells}

        def with_name(match):
            return f'<a href="#{match[1]}">{escape(_title(match[1], cells.get(match[1])))}</a>'

        return _LISTED.sub(with_name, html).replace("</head>", f"{_STYLE}</head>", 1), resources

    @pass_context
    def markdown2html(self, context, source):
        """Render Markdown and clean it; what cannot be rendered, such as a lost picture, shows as it was typed."""
        try:
            return clean(super().markdown2html(context, source))
        except Exception:  # a student's own Markdown may be anything
            return f"<pre>{escape(source)}</pre>"


def _title(name, cell) -> str:
    said = said_by_check(cell.get("outputs", [])) if cell else None
    return name.removesuffix("-test") + (f": {said['verdict']}" if said else "")
