"""The little markup that sentences for students carry: `code` between backticks, *emphasis* between asterisks."""

import re
from html import escape

_EMPHASIS = re.compile(r"(?<![\w*])\*(\w(?:[^*]*\w)?)\*(?![\w*])")  # no product: those have blanks or letters outside


def to_html(text) -> str:
    """Return a sentence as HTML.

    Examples
    --------
    >>> to_html("Write `a * b`, and *only* the <first> one; 2*m*n stays.")
    'Write <code>a * b</code>, and <em>only</em> the &lt;first&gt; one; 2*m*n stays.'
    """
    pieces = escape(text).split("`")
    if len(pieces) % 2 == 0:  # a backtick of the student's own
        pieces = [escape(text)]
    pieces[::2] = [_EMPHASIS.sub(r"<em>\1</em>", piece) for piece in pieces[::2]]
    pieces[1::2] = [f"<code>{piece}</code>" for piece in pieces[1::2]]
    return "".join(pieces)
