"""Hold a lesson's text against what its cells show, figure by figure."""

import html
import re

from tests import lesson_figures, lesson_figures_computed


def figures_without_ground(lesson: str, ran):
    """Yield a line for each figure of a lesson that its text no longer says, that no cell shows, or no table knows."""
    texts = {cell.id: blanks(cell.source) for cell in ran.cells if cell.cell_type == "markdown"}
    shown = {cell.id: shown_by(cell) for cell in ran.cells if cell.cell_type == "code"}
    printed = lesson_figures.PRINTED.get(lesson, ())
    others = lesson_figures_computed.COMPUTED.get(lesson, ()) + lesson_figures_computed.NOT_PRINTED.get(lesson, ())
    known = [(cell, piece) for cell, piece, *_ in printed + others]
    for cell, piece in known:
        if not stands(piece, texts.get(cell, "")):
            yield f"the text {cell} does not say: {piece}"
    for text, piece, cell, output in printed:
        if not stands(output, shown.get(cell, "")):
            yield f"the cell {cell} does not show: {output} (the text {text} says: {piece})"
    for cell, text in texts.items():
        if cell.endswith("-picture") and (lab := shown.get(cell.removesuffix("-picture"))):
            if lab.split(": ", 1)[1] not in text:
                yield f"the still picture {cell} says something else than its lab: {lab}"
            continue
        for number in long_numbers(text) - long_numbers(" ".join(piece for _, piece in known)):
            yield f"no table knows where {number} is from, in the text {cell}"


def shown_by(cell) -> str:
    """Return all words that a code cell shows, HTML without its tags."""
    words = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        words += [output.get("text", ""), data.get("text/plain", "")]
        words += [html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", data.get("text/html", ""), flags=re.DOTALL))]
    return blanks(" ".join(words))


def blanks(text: str) -> str:
    return " ".join(text.split())


def stands(piece, text: str) -> bool:
    """Tell whether a piece stands in a text, and no number goes on at either end of it."""
    if isinstance(piece, str):
        piece = re.escape(piece).replace(r"\ …\ ", ".*").replace(r"\#", r"\d[\d.,]*")
        piece = re.compile(rf"(?<!\d)(?<!\d[.,]){piece}(?!\d)(?![.,]\d)")
    return piece.search(text) is not None


def long_numbers(text: str) -> set[str]:
    """Return the numbers of four digits or more in a text, without zeros at its ends; no years, and no code."""
    found = re.findall(r"(?<![\d.,])\d[\d.,]*\d", re.sub("`[^`]*`", " ", text))
    return {n for n in found if len(re.sub(r"\D", "", n).strip("0")) > 3 and not re.fullmatch("1[89]..|20..", n)}
