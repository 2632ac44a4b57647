"""What a prediction's card, its comparison and the closing table say: pure text and HTML, everything escaped."""

from html import escape
from math import sqrt

from nnlib.labs.prediction_store import Prediction

__all__ = [
    "calibration_html",
    "calibration_sentences",
    "comparison_html",
    "comparison_sentence",
    "guess_percent",
    "look_back_html",
    "look_back_sentences",
]

SURE = 80  # per cent: from here on, being wrong is worth a second look
CLOSE = 10  # per cent between hit rate and confidence that nobody would call a gap

# Text keeps the page's own colour, so that it is readable in a light and in a dark theme; colour only marks an edge.
BLUE, VERMILION, GREY = "#0072B2", "#D55E00", "#8888"
CARD = (
    f"border:1px solid {GREY};border-radius:6px;padding:.6em 1em;margin:.4em 0;max-width:640px;"
    "box-sizing:border-box;font-size:14px;line-height:1.5"
)
BOX = "flex:1 1 14em;padding:.3em .8em;border-left:5px solid"
CELL = f"text-align:left;vertical-align:top;padding:.3em .8em;border-top:1px solid {GREY};white-space:normal"


def guess_percent(options: tuple[str, ...]) -> int:
    """How often a blind guess among these options is right, in per cent.

    >>> guess_percent(("yes", "no", "it depends"))
    33
    """
    return round(100 / len(options))


def quoted(text: str) -> str:
    """A text in quotation marks, for use inside a sentence."""
    return f"“{text}”"


def comparison_sentence(prediction: Prediction | None, answer: str) -> str:
    """Prediction and outcome in one or two sentences."""
    if prediction is None:
        return f"What happened: {quoted(answer)}. You locked no prediction for this one, and that is fine."
    said = f"You predicted {quoted(prediction.choice)}, {prediction.confidence} % sure."
    if prediction.choice == answer:
        return f"{said} That is what happened."
    return f"{said} What happened instead: {quoted(answer)}."


def comparison_html(question: str, prediction: Prediction | None, answer: str, because: str) -> str:
    """The question, prediction and outcome side by side, then the verdict in words, then the reason."""
    right = prediction is not None and prediction.choice == answer
    if prediction is None:
        said, verdict = "no prediction locked", "Next time, lock one in before you run: a guess is enough."
    else:
        said = f"{escape(prediction.choice)} <small>({prediction.confidence} % sure)</small>"
        verdict = "✓ As you predicted." if right else "✗ Not as you predicted."
    edge = GREY if prediction is None else BLUE if right else VERMILION
    boxes = _box("You predicted", said, f"{edge};border-left-style:{'solid' if right else 'dashed'}")
    boxes += _box("What happened", escape(answer), BLUE)
    asked = f"<p style='margin:0 0 .6em'>{escape(question)}</p>" if question else ""
    reason = f"<p style='margin:.3em 0 0'>{escape(because)}</p>" if because else ""
    return (
        f"<div style='{CARD}'>{asked}<div style='display:flex;flex-wrap:wrap;gap:.5em 1em'>{boxes}</div>"
        f"<p style='margin:.6em 0 0'><strong>{verdict}</strong></p>{reason}</div>"
    )


def _box(title: str, content: str, edge: str) -> str:
    return f"<div style='{BOX} {edge}'><small>{title}</small><br><strong>{content}</strong></div>"


def calibration_sentences(predictions: list[Prediction]) -> list[str]:
    """How sure the student was, against how often the student was right.

    The two are called different only where they differ by more than two standard deviations of the number of hits
    that somebody with exactly these confidences would have.
    """
    known = [p for p in predictions if p.answer is not None]
    waiting = len(predictions) - len(known)
    sentences = [_score(known)] if known else []
    wrong = [quoted(p.question) for p in known if p.missed and p.confidence >= SURE]
    if wrong:
        sentences.append(f"You were sure and wrong here, so look again: {'; '.join(wrong)}.")
    if waiting:
        verb = "prediction waits" if waiting == 1 else "predictions wait"
        sentences.append(f"{waiting} locked {verb} for the cell that shows what happens.")
    return sentences or [
        "No predictions yet: lock one in before a demonstration, and this table will say how well you knew."
    ]


def _score(known: list[Prediction]) -> str:
    chances = [p.confidence / 100 for p in known]
    hits, expected = sum(p.right for p in known), sum(chances)
    spread = sqrt(sum(c * (1 - c) for c in chances))
    n, noun = len(known), "prediction" if len(known) == 1 else "predictions"
    rate, sure = 100 * hits / n, 100 * expected / n
    counted = f"You were right on {hits} of {n} {noun} ({rate:.0f} %) and {sure:.0f} % sure on average."
    if abs(rate - sure) <= CLOSE:
        return f"{counted} The two agree: you know what you know."
    if abs(hits - expected) <= 2 * spread:
        return f"{counted} With so few predictions, the gap between the two may be chance."
    if hits < expected:
        return f"{counted} You were surer than you were right."
    return f"{counted} You knew more than you trusted yourself to know."


def calibration_html(predictions: list[Prediction]) -> str:
    """A table with a row for each prediction, and what it says about the student's confidence."""
    words = "".join(f"<p style='margin:.5em 0 0'>{escape(s)}</p>" for s in calibration_sentences(predictions))
    if not predictions:
        return f"<div style='{CARD}'>{words}</div>"
    heads = ("Question", "You predicted", "Sure", "What happened", "Verdict")
    head = "".join(f"<th scope='col' style='{CELL};border-top:0;white-space:nowrap'>{title}</th>" for title in heads)
    rows = "".join(_row(p) for p in predictions)
    caption = "<caption style='text-align:left;font-weight:bold'>Your predictions in this lesson</caption>"
    table = f"<table style='border-collapse:collapse;margin:0;font-size:14px'>{caption}<tr>{head}</tr>{rows}</table>"
    return f"<div style='{CARD};max-width:860px'>{table}{words}</div>"


def _row(p: Prediction) -> str:
    verdict = "not shown yet" if p.answer is None else "✓ right" if p.right else "✗ wrong"
    texts = (p.question, p.choice, p.answer or "—")
    question, choice, answer = (f"<td style='{CELL}'>{escape(text)}</td>" for text in texts)
    sure, verdict = (f"<td style='{CELL};white-space:nowrap'>{text}</td>" for text in (f"{p.confidence} %", verdict))
    return f"<tr>{question}{choice}{sure}{answer}{verdict}</tr>"


def look_back_sentences(missed: list[Prediction], locked: int) -> list[str]:
    """What surprised the student in an earlier lesson, a sentence for each; those they were surest of come first."""
    if not locked:
        return ["No predictions of the lesson before are kept here. That is fine: this lesson stands on its own."]
    if not missed:
        return ["All your predictions in the lesson before came true. See whether this one can surprise you."]
    return [
        f"{p.question} You said {quoted(p.choice)}, {p.confidence} % sure; what happened was {quoted(p.answer)}."
        for p in sorted(missed, key=lambda p: -p.confidence)
    ]


def look_back_html(missed: list[Prediction], locked: int) -> str:
    """The same as a card: a list where there is something to return to, one sentence where there is not."""
    sentences = [escape(sentence) for sentence in look_back_sentences(missed, locked)]
    if not missed:
        return f"<div style='{CARD}'>{sentences[0]}</div>"
    items = "".join(f"<li style='margin:.3em 0 0'>{sentence}</li>" for sentence in sentences)
    asked = "What surprised you last time. Would you know why by now?"
    return f"<div style='{CARD}'><strong>{asked}</strong><ul style='margin:.3em 0 0'>{items}</ul></div>"
