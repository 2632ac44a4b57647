"""Is what a student wrote harmless on a page, and does it still look as it should?"""

import pytest

from autograder.grading.clean_html import clean


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src='https://x.org/a.js'></SCRIPT >",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://x.org/who-reads-this.png'>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" data:text/html,<script>alert(1)</script>">x</a>',
        "<iframe src='https://x.org'></iframe>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<form action='https://x.org'><input name=a><button>b</button></form>",
        "<style>body { display: none }</style>",
        "<div style='background: url(https://x.org/a.png)'>a</div>",
        "<div style='position: fixed; top: 0'>a</div>",
        "<meta http-equiv=refresh content='0;url=https://x.org'>",
        "<object data='a.swf'></object><embed src='a.swf'><base href='https://x.org/'>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<details ontoggle=alert(1) open>a</details>",
    ],
)
def test_nothing_runs_loads_or_covers_the_page(html):
    safe = clean(html).lower()
    for attribute in ("onerror", "onload", "ontoggle", "javascript:", "x.org", "position", "data:text"):
        assert attribute not in safe
    for tag in ("script", "iframe", "form", "input", "style", "meta", "object", "embed", "base", "svg"):
        assert f"<{tag}" not in safe


@pytest.mark.parametrize(
    "html",
    [
        '<div style="border-left: 4px solid #D55E00; padding: .2em 0;"><b>wrong: 0 of 2 points</b></div>',
        '<table style="margin: 0;"><tbody><tr><td style="padding: 0;">✗ not yet</td></tr></tbody></table>',
        '<pre style="overflow-x: auto;">weigh   2 × 0.5 = 1</pre>',
        '<img alt="a curve" src="data:image/png;base64,iVBORw0KGgo=">',
        '<a href="https://example.org/">further reading</a>',
        "<code>w @ x</code> &lt; 0 &amp; more",
    ],
)
def test_what_a_report_is_made_of_stays(html):
    assert clean(html) == html
