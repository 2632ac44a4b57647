"""Predict, then run: commit to an answer and a confidence, run the demonstration, compare.

`predict` shows a card whose answer can be locked once, `reveal` puts what happened beside it, `calibration` closes the
lesson with how well the student knew, and `look_back` opens a later lesson with what went wrong (`missed`). Nothing is
graded and nothing waits for a student: in a notebook run from top to bottom every prediction simply stays empty.
"""

from collections.abc import Sequence

from IPython.display import display

from nnlib.labs.prediction_card import PredictionCard
from nnlib.labs.prediction_store import Prediction, store_here
from nnlib.labs.prediction_words import (
    calibration_html,
    calibration_sentences,
    comparison_html,
    comparison_sentence,
    look_back_html,
    look_back_sentences,
)

__all__ = ["calibration", "look_back", "missed", "predict", "reveal"]

_cards: dict[tuple[str, str], PredictionCard] = {}  # (lesson, key) → the card shown last


def predict(key: str, question: str, options: Sequence[str]) -> None:
    """Ask for a prediction: a question, its options, a confidence, and a button that locks them.

    A locked prediction stays as it is, however often the cell runs and also in a new kernel. Once the answer has been
    revealed, the card takes no prediction any more.

    Parameters
    ----------
    key : str
        A name for the question, unique in the lesson, such as "bias-at-zero"; `reveal` takes the same.
    question : str
        What the student is asked, as plain text.
    options : sequence of str
        At least two different answers; one of them is what `reveal` will get.

    Raises
    ------
    TypeError, ValueError
        For the author of a lesson: the key or the question is empty, or the options are not different texts.

    Examples
    --------
    >>> predict("bias-at-zero", "All inputs are 0. Can the neuron still fire?", "yes")
    Traceback (most recent call last):
    ...
    TypeError: predict("bias-at-zero") expected a list of options, got one text: 'yes'. Write ["yes", "no"], say.
    """
    options = _valid(key, question, options)
    store, lesson = store_here()
    card = PredictionCard(store, lesson, key, question, options)
    _cards[lesson, key] = card
    display(card.box)


def reveal(key: str, answer: str, because: str = "") -> None:
    """Show what happened beside what the student predicted, and close the prediction.

    Parameters
    ----------
    key : str
        The name that `predict` got.
    answer : str
        The option that came true, computed by the demonstration.
    because : str
        One sentence that says why.

    Raises
    ------
    ValueError
        For the author of a lesson: the answer is not among the options.
    """
    store, lesson = store_here()
    card, answer = _cards.get((lesson, key)), str(answer)
    prediction = card.locked if card else store.get(lesson, key)
    asked = card or prediction
    options, question = (asked.options, asked.question) if asked else ((answer,), "")
    if answer not in options:
        listed = ", ".join(repr(option) for option in options)
        raise ValueError(f'reveal("{key}") expected one of the options of its prediction ({listed}), got {answer!r}.')
    if prediction is not None and prediction.answer is None:
        store.settle(prediction, answer)
    store.shown.add((lesson, key))
    if card:
        card.refresh()
    text = f"{question} {comparison_sentence(prediction, answer)} {because}".strip()
    _show(comparison_html(question, prediction, answer, because), text)


def calibration() -> None:
    """Show each prediction of this lesson with its outcome, and how sureness compares with being right."""
    store, lesson = store_here()
    predictions = store.select(lesson)
    _show(calibration_html(predictions), " ".join(calibration_sentences(predictions)))


def missed(lesson: str | None = None) -> list[Prediction]:
    """The predictions that did not come true, for a later lesson to return to.

    Parameters
    ----------
    lesson : str, optional
        The name of a lesson's folder, such as "01_one_neuron"; every lesson where it is left out.

    Returns
    -------
    list of Prediction
        In the order in which they were locked, with `.question`, `.choice`, `.answer` and `.confidence` (per cent).
    """
    return [prediction for prediction in store_here()[0].select(lesson) if prediction.missed]


def look_back(lesson: str) -> None:
    """Show what the student predicted wrongly in an earlier lesson.

    Parameters
    ----------
    lesson : str
        The name of its folder, such as "01_one_neuron".
    """
    store, _ = store_here()
    found, locked = missed(lesson), len(store.select(lesson))
    _show(look_back_html(found, locked), " ".join(look_back_sentences(found, locked)))


def _valid(key: str, question: str, options: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(key, str) or not key.strip():
        raise ValueError(f'predict expected a key such as "bias-at-zero", got {key!r}.')
    if not isinstance(question, str) or not question.strip():
        raise ValueError(f'predict("{key}") expected a question in words, got {question!r}.')
    if isinstance(options, str):
        raise TypeError(
            f'predict("{key}") expected a list of options, got one text: {options!r}. Write ["yes", "no"], say.'
        )
    options = tuple(options)
    if not all(isinstance(option, str) and option.strip() for option in options):
        raise TypeError(f'predict("{key}") expected every option to be a text, got {list(options)!r}.')
    if len(options) < 2 or len(set(options)) < len(options):
        raise ValueError(f'predict("{key}") expected at least two different options, got {list(options)!r}.')
    return options


def _show(html: str, text: str) -> None:
    """Display HTML in a notebook and the same in words in a terminal."""
    display({"text/html": html, "text/plain": text}, raw=True)
