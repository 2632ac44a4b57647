"""What the tests of predictions share: a question, and a student who runs its cell and clicks."""

import json
from html.parser import HTMLParser

from nnlib.labs import prediction_store, predictions
from nnlib.labs.prediction_store import FILE_NAME, store_here
from nnlib.labs.predictions import predict

LESSON = "01_one_neuron"
QUESTION = "All inputs are 0. Can the neuron still fire?"
OPTIONS = ["yes", "no", "only with a <negative> bias"]


def enter(tmp_path, monkeypatch, name):
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    return folder


def restart_kernel():
    prediction_store._stores.clear()
    predictions._cards.clear()


def ask(key="bias-at-zero", question=QUESTION, options=OPTIONS):
    """Run a cell with a prediction; return its card."""
    predict(key, question, options)
    return predictions._cards[store_here()[1], key]


def lock(choice, confidence=70, **question):
    card = ask(**question)
    card.choice.value, card.confidence.value = choice, confidence
    card.button.click()
    return card


def refuse(*_arguments, **_keywords):
    raise PermissionError("read-only")


def words(html):
    """The text that a reader of the HTML meets, spaces collapsed."""
    parts = []
    parser = HTMLParser()
    parser.handle_data = parts.append
    parser.feed(html)
    return " ".join(" ".join(parts).split())


def saved(folder):
    return json.loads((folder.parent / FILE_NAME).read_text(encoding="utf-8"))["lessons"]
