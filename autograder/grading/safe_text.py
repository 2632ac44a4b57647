"""Text cells that students wrote, made harmless: graders see them rendered, raw HTML and all.

Only a text that may hold something is rendered here, because loading the renderer takes a second.
"""

import re
from html.parser import HTMLParser

from autograder.grading.pictures import picture

# More than this nobody reads, and a renderer may need minutes for it.
_LONGEST = 50_000
# Raw HTML, links and pictures, diagrams that a page's script draws, formulas that make links or load extensions.
_MAY_BE_ACTIVE = re.compile(r"<[A-Za-z/!?]|\]\s*[(\[:]|mermaid|\\(?:href|require|style|class|cssId|html|url)\b", re.I)
_ACTIVE_FORMULA = re.compile(r"\\(?:href|require|style|class|cssId|html\w*)\b")


def safe_markdown(source: str, attachments=None) -> tuple[str, bool]:
    """Return a text that may be rendered, and whether it had to be changed for that.

    A text whose page would run, load or restyle anything is shown as it was typed instead, in a block of code.

    Parameters
    ----------
    source : str
    attachments : dict, optional
        The cell's pictures, as `safe_attachments` has left them.

    Examples
    --------
    >>> safe_markdown("It *adds*, and 1 < 2.")
    ('It *adds*, and 1 < 2.', False)
    >>> print(safe_markdown("<script>f()</script>")[0])
    ```
    <script>f()</script>
    ```
    """
    if len(source) > _LONGEST:
        return fenced(source), False
    if not _MAY_BE_ACTIVE.search(source) or _is_harmless(source, attachments or {}):
        return source, False
    return fenced(source), True


def safe_attachments(attachments) -> tuple[dict, bool]:
    """Return the pictures among a cell's attachments, and whether anything else was dropped."""
    safe, dropped = {}, False
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        kinds = data if isinstance(data, dict) else {}
        pictures = {kind: text for kind in kinds if (text := picture(kind, kinds[kind]))}
        dropped = dropped or len(pictures) < max(len(kinds), 1)
        if pictures:
            safe[name] = pictures
    return safe, dropped


def fenced(source: str) -> str:
    """Return a text as a block of code, which shows it as it was typed."""
    longest = max((len(run) for run in re.findall(r"`+", source)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{source}\n{fence}"


def _is_harmless(source, attachments) -> bool:
    from autograder.grading.clean_html import clean

    try:
        page = _rendered(source, attachments)
    except Exception:  # such as a picture that is missing: then the grader's page would not open at all
        return False
    if "<!" in page or "<?" in page or 'class="mermaid"' in page or _ACTIVE_FORMULA.search(source):
        return False  # parsers differ on where a comment ends
    return _tags(page) == _tags(clean(page))


def _rendered(source, attachments) -> str:
    """Return the page that nbgrader's formgrader and feedback make of a text."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    return MarkdownWithMath(renderer=renderer).render(source)


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        plain = {name: re.sub(r"[\s;]+", "", value or "") if name == "style" else value for name, value in attrs}
        self.seen.append((tag, plain))


def _tags(page) -> list:
    parser = _Tags()
    parser.feed(page)
    parser.close()
    return parser.seen
