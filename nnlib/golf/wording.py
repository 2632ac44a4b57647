"""A golf card in words: lines for a terminal, a table for a notebook, the same text in both."""

from html import escape

import numpy as np

# The notebook's own colours, light or dark; only the edge is tinted, and no colour speaks alone.
BLUE, AMBER, GREY = "#0072B2", "#E69F00", "#888888"
_CELL = "text-align:left;vertical-align:top;padding:.15em .9em .15em 0;white-space:normal"


def plural(count, noun) -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> plural(1, "input"), plural(3, "input")
    ('1 input', '3 inputs')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def short(value) -> str:
    """Write an output in three digits.

    Examples
    --------
    >>> short(-0.123456), short(float("nan"))
    ('−0.123', 'no number')
    """
    return f"{value:.3g}".replace("-", "−") if np.isfinite(value) else "no number"


def as_text(card) -> str:
    """Return a card as lines of plain text."""
    head = [_title(card), *([card.note] if card.note else [])]
    return "\n".join([*head, *(f"{what:<12}{words}" for what, words in card.lines())])


def as_html(card) -> str:
    """Return a card as a small table that keeps the theme's own colours."""
    edge = GREY if card.note else BLUE if card.played else AMBER
    parts = [f"<b>{escape(_title(card))}</b>"]
    if card.note:
        parts.append(f'<p style="margin:.3em 0;max-width:46em">{escape(card.note)}</p>')
    rows = "".join(
        f'<tr style="background:none"><td style="{_CELL};opacity:.8;white-space:nowrap">{escape(what)}</td>'
        f'<td style="{_CELL}">{escape(words)}</td></tr>'
        for what, words in card.lines()
    )
    if rows:
        parts.append(f'<table style="margin:.3em 0;border-collapse:collapse">{rows}</table>')
    style = f"padding:.2em 0 .2em .8em;margin:.3em 0;border-left:4px solid {edge}"
    return f'<div role="status" style="{style}">{"".join(parts)}</div>'


def _title(card) -> str:
    return f"Neuron golf, hole {card.hole.name}, par {card.par}"
