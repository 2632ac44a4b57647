"""What things cost, side by side: shares of a whole as bars, and needs of memory against what cards hold."""

from nnlib.plots.figures import GRID, INK, MUTED, NEGATIVE, POSITIVE, axes_or_new, set_alt_text, tidy

MOST_ROWS = 12


def cost_bars(costs, unit, ax=None):
    """Draw costs as bars, each with its number and its share of the whole.

    Parameters
    ----------
    costs : dict of str to number
        What costs how much, first one on top; at most 12, none below 0.
    unit : str
        Such as "parameters".
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError
        If there are no costs, too many, or negative ones.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(cost_bars({"784 → 128": 100_480, "128 → 10": 1_290}, "parameters"))
    '101,770 parameters. 784 → 128: 100,480, 98.7 %. 128 → 10: 1,290, 1.3 %.'
    """
    costs = _checked(costs)
    whole = sum(costs.values()) or 1
    ax = axes_or_new(ax, 6.4, 0.9 + 0.42 * len(costs))
    tidy(ax, unit, "", grid=False)
    ax.barh(range(len(costs)), costs.values(), height=0.62, color=POSITIVE)
    words = [f"{cost:,}, {100 * cost / whole:.1f} %" for cost in costs.values()]
    for place, (cost, text) in enumerate(zip(costs.values(), words, strict=True)):
        ax.annotate(text, (cost, place), (5, 0), textcoords="offset points", va="center", color=INK, size=9)
    ax.set_xlim(0, 1.32 * max(costs.values()) or 1)
    _name_rows(ax, costs)
    ax.xaxis.set_major_locator(_few_ticks())
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    each = [f"{name}: {text}." for name, text in zip(costs, words, strict=True)]
    set_alt_text(ax, " ".join([f"{sum(costs.values()):,} {unit}.", *each]))
    return ax


def memory_needs(needs, cards=(16, 24, 80), ax=None):
    """Draw how much memory things need, and what graphics cards hold; each step of the scale is ten times the last.

    Parameters
    ----------
    needs : dict of str to float
        In GB, first one on top; at most 12, all above 0.
    cards : sequence of float
        What cards hold, in GB.
    ax : matplotlib Axes, optional
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib Axes
        With alt text, see `alt_text`.

    Raises
    ------
    ValueError
        If there is nothing to draw or too much of it, or something is not above 0.

    Examples
    --------
    >>> from nnlib.plots import alt_text
    >>> alt_text(memory_needs({"7B, 16 bit": 14, "70B, 16 bit": 140}))
    'GB needed, against cards of 16, 24, 80 GB. 7B, 16 bit: 14, fits into 16, 24, 80. 70B, 16 bit: 140, fits into none.'
    """
    needs, cards = _checked(needs), sorted(cards)
    if min([*needs.values(), *cards]) <= 0:
        raise ValueError("memory_needs draws on a scale that begins above 0: every need and card must be above 0.")
    ax = axes_or_new(ax, 6.8, 1.1 + 0.42 * len(needs))
    tidy(ax, "GB (each step ten times the last)", "", grid=False)
    ax.set_xscale("log")
    left, right = min([*needs.values(), *cards]) / 2, max([*needs.values(), *cards]) * 4
    for card in cards:
        ax.axvline(card, color=MUTED, linestyle="--", linewidth=1.2)
        where = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
        ax.annotate(f"{card:g}", (card, 1), (0, 3), ha="center", color=MUTED, size=9, **where)
    for place, need in enumerate(needs.values()):
        _row(ax, place, left, need, fits=need <= cards[-1])
    ax.set_xlim(left, right)
    _name_rows(ax, needs)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    fitting = {name: [card for card in cards if need <= card] for name, need in needs.items()}
    each = [f"{name}: {need:,.4g}, fits into {_listed(fitting[name])}." for name, need in needs.items()]
    set_alt_text(ax, " ".join([f"GB needed, against cards of {_listed(cards)} GB.", *each]))
    return ax


def _row(ax, place, left, need, fits):
    color, marker = (POSITIVE, "s") if fits else (NEGATIVE, "o")
    ax.plot([left, need], [place, place], color=GRID, linewidth=1)  # leads the eye; on this scale no length means much
    ax.plot(need, place, color=color, marker=marker, markersize=9, markeredgecolor=color)
    if not fits:
        ax.plot(need, place, marker="o", markersize=5, color="white")
    at = {"textcoords": "offset points", "va": "center", "size": 9, "zorder": 4}
    box = {"fc": "white", "ec": "none", "pad": 1}  # over a card's line, which may run close by
    ax.annotate(f"{need:,.4g}", (need, place), (0, -12), ha="center", color=INK, bbox=box, **at)


def _name_rows(ax, rows):
    ax.set_yticks(range(len(rows)), labels=list(rows))
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def _few_ticks():
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(5, integer=True)


def _listed(values) -> str:
    return ", ".join(f"{value:g}" for value in values) or "none"


def _checked(rows) -> dict:
    rows = dict(rows)
    if not 0 < len(rows) <= MOST_ROWS:
        raise ValueError(f"Expected 1 to {MOST_ROWS} rows to draw, got {len(rows)}.")
    below = [name for name, value in rows.items() if not value >= 0]
    if below:
        raise ValueError(f"A cost cannot be below 0, and {below[0]!r} is {rows[below[0]]}.")
    return rows
