"""Is a student's text harmless where graders see it rendered, and does honest text stay as it is?"""

import base64

import pytest

from autograder.grading.safe_text import fenced, safe_attachments, safe_markdown

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n rest").decode()
PICTURE = {"a.png": {"image/png": PNG}}

ACTIVE = [
    "<script>alert(1)</script>",
    "text <img src=x onerror=alert(1)> text",
    "[click](javascript:alert(1))",
    "[click]( JaVaScRiPt:alert(1))",
    "[click][a]\n\n[a]: javascript:alert(1)",
    "[click](data:text/html,<script>alert(1)</script>)",
    "<javascript:alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--><script>alert(1)</script>-->",
    "<details ontoggle=alert(1) open>a</details>",
    "<svg onload=alert(1)>",
    "<iframe src=https://example.org></iframe>",
    "<style>body {display: none}</style>",
    '<div style="position: fixed; top: 0">over everything</div>',
    "![who reads this](https://example.org/a.png)",
    "```mermaid\n<img src=x onerror=alert(1)>\n```",
    "```mermaid\ngraph TD\n```",
    "$`$<img src=x onerror=alert(1)>`$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\require{html}\class{panel}{x}$",
    "![gone](attachment:gone.png)",
    "<form action='https://example.org'><input></form>",
    "|a|\n|-|\n|<b onclick=alert(1)>x</b>|",
]

HONEST = [
    "It *adds*, and `w < b` is a comparison; 1 < 2 and a<1.",
    "# Title\n\n- a\n- b\n\n> quoted\n\n1. one",
    "[further reading](https://example.org/a?b=c) and <https://example.org>",
    "See [1] and [the book][book].\n\n[book]: https://example.org",
    "| a | b |\n|:-:|--:|\n| **1** | <b>2</b> |",
    "<b>bold</b> and <br> and <span style='color: red'>red</span>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "```python\nif w<b and c>d:\n    print('<b>')\n```",
    "$w \\cdot x + b < 0$ and $$\\sum_i w_i x_i$$",
    "![my drawing](attachment:a.png)",
    "- [ ] to do\n- [x] done",
    "",
]


@pytest.mark.parametrize("source", ACTIVE)
def test_what_could_act_is_shown_as_it_was_typed(source):
    safe, changed = safe_markdown(source)
    assert changed
    assert source in safe


@pytest.mark.parametrize("source", ACTIVE)
def test_a_page_of_the_safe_text_has_nothing_active(source):
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    page = markdown2html_mistune(safe_markdown(source)[0])
    assert page.startswith("<pre><code>")
    assert page.count("<") == 4  # pre, code, and their ends


@pytest.mark.parametrize("source", HONEST)
def test_honest_text_stays(source):
    assert safe_markdown(source, PICTURE) == (source, False)


def test_a_fence_in_the_text_does_not_end_the_fence_around_it():
    source = "```\n<script>alert(1)</script>\n`````\n<img src=x onerror=alert(1)>"
    safe, changed = safe_markdown(source)
    assert changed
    assert safe == f"``````\n{source}\n``````"


def test_a_text_of_endless_length_is_not_rendered():
    source = "[" * 60_000
    assert safe_markdown(source) == (fenced(source), False)


@pytest.mark.parametrize(
    ("attachments", "kept", "dropped"),
    [
        (PICTURE, PICTURE, False),
        ({}, {}, False),
        ({"a": {"image/svg+xml": base64.b64encode(b"<svg onload='f()'/>").decode()}}, None, False),
        ({"a": {"image/png": "<script>"}}, {}, True),
        ({"a": {"image/png": PNG, "text/html": "<b>"}}, {"a": {"image/png": PNG}}, True),
        ({"a": {"image/png": base64.b64encode(b"GIF89a").decode()}}, {}, True),
        ({"a": {"image/png": 3}, "b": 3, "c": {}}, {}, True),
        ([1], {}, False),
        (None, {}, False),
    ],
)
def test_only_pictures_stay_attached(attachments, kept, dropped):
    assert safe_attachments(attachments) == (attachments if kept is None else kept, dropped)
