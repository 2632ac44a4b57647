"""The HTML in which a lab shows one state of itself: a light sheet with the picture, its words and the challenges."""

from nnlib.labs import svg

CARD = (
    f"box-sizing:border-box;max-width:960px;padding:10px 14px 12px;background:{svg.PAPER};color:{svg.INK};"
    f"border:1px solid {svg.RULE};border-radius:8px;font:14px/1.5 {svg.FONT};white-space:normal"
)
NOTE = f"margin:8px 0 0;padding:2px 0 2px 10px;border-left:4px solid {svg.ACCENT}"


def card(picture, sentence, challenges=(), done=(), note=""):
    """Return the HTML of one state: the picture, its sentence, and the challenges, each said to be done or not yet.

    Parameters
    ----------
    picture : Svg
    sentence : str
    challenges : sequence of Challenge
    done : sequence of bool
        One for each challenge.
    note : str
        What the last action found; left out where it is empty.
    """
    parts = [picture, svg.element("p", sentence, role="status", style="margin:8px 0 0")]
    if note:
        parts.append(svg.element("p", note, aria_live="polite", style=NOTE))
    items = [
        svg.element(
            "li",
            "☑ " if ticked else "☐ ",
            svg.element("b", f"Challenge {i}, {'done' if ticked else 'not yet'}:"),
            f" {challenge.task}",
        )
        for i, (challenge, ticked) in enumerate(zip(challenges, done, strict=True), 1)
    ]
    if items:
        parts.append(svg.element("ul", *items, style="list-style:none;margin:8px 0 0;padding:0"))
    return svg.element("div", *parts, style=CARD)
