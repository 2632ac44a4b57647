"""The card on which a student locks a prediction in: a question, its options, a confidence and one button."""

from html import escape

import ipywidgets as widgets

from nnlib.labs.prediction_store import Prediction, PredictionStore
from nnlib.labs.prediction_words import guess_percent, quoted

__all__ = ["PredictionCard"]

STEP = 5  # per cent; finer than that, nobody knows how sure they are

# Radio buttons have room for one short line an option unless told otherwise; ours may be sentences.
STYLE = """<style>
.wsb-prediction { border: 1px solid #8888; border-radius: 6px; padding: .6em 1em; max-width: 640px; }
.wsb-prediction .widget-html-content, .wsb-prediction p { line-height: 1.5; white-space: normal; font-size: 14px; }
.wsb-prediction .widget-radio, .wsb-prediction .widget-radio-box { width: auto; height: auto; max-height: none; }
.wsb-prediction .widget-radio-box label { position: relative; width: auto; height: auto; padding: 2px 0 2px 26px; }
.wsb-prediction .widget-radio-box label { white-space: normal; line-height: 20px; font-size: 14px; }
.wsb-prediction .widget-radio-box input { position: absolute; left: 4px; top: 4px; margin: 0; }
</style>"""


class PredictionCard:
    """One question on the page, backed by the store: the store decides what is locked, the card shows it."""

    def __init__(self, store: PredictionStore, lesson: str, key: str, question: str, options: tuple[str, ...]):
        self.store, self.lesson, self.key = store, lesson, key
        self.question, self.options = question, options
        guess = guess_percent(options)
        lowest = -(-guess // STEP) * STEP
        halfway = (lowest + 100) // 2 // STEP * STEP
        self.choice = widgets.RadioButtons(options=options, value=None, layout={"width": "auto"})
        sure = {"min": lowest, "max": 100, "step": STEP, "value": halfway, "description": "How sure? (%)"}
        self.confidence = widgets.IntSlider(**sure, style={"description_width": "initial"})
        self.button = widgets.Button(description="Lock it in", button_style="primary")
        self.status = widgets.HTML()
        heading = widgets.HTML(f"{STYLE}<p style='margin:0'><strong>Predict:</strong> {escape(question)}</p>")
        self.box = widgets.VBox([heading, self.choice, self.confidence, self.button, self.status])
        self.box.add_class("wsb-prediction")
        self.refresh()
        self.choice.observe(self._describe, "value")
        self.confidence.observe(self._describe, "value")
        self.button.on_click(self._lock)

    @property
    def locked(self) -> Prediction | None:
        """What was locked for this very question; an older wording of it does not count."""
        stored = self.store.get(self.lesson, self.key)
        asked = (self.question, self.options)
        return stored if stored is not None and (stored.question, stored.options) == asked else None

    @property
    def closed(self) -> bool:
        """Whether the answer has been shown, so that a prediction would be none any more."""
        locked = self.locked
        return (self.lesson, self.key) in self.store.shown or (locked is not None and locked.answer is not None)

    def refresh(self) -> None:
        """Make the controls and the sentence say what the store holds."""
        locked = self.locked
        if locked is not None:
            self.choice.value, self.confidence.value = locked.choice, locked.confidence
        self._describe()

    def _lock(self, _button: widgets.Button) -> None:
        # Asked again at the click: the same question may be open in a second card.
        if self.choice.value is not None and self.locked is None and not self.closed:
            choice, confidence = self.choice.value, self.confidence.value
            self.store.put(Prediction(self.lesson, self.key, self.question, self.options, choice, confidence))
        self.refresh()

    def _describe(self, _change: object = None) -> None:
        fixed = self.locked is not None or self.closed
        self.choice.disabled = self.confidence.disabled = fixed
        self.button.disabled = fixed or self.choice.value is None
        self.button.description = "Locked" if self.locked else "Closed" if fixed else "Lock it in"
        self.status.value = f"<p role='status' style='margin:0'>{escape(self._sentence())}</p>"

    def _sentence(self) -> str:
        locked, sure = self.locked, f"{self.confidence.value} % sure"
        if locked is not None:
            said = f"Locked: {quoted(locked.choice)}, {locked.confidence} % sure."
            return f"{said} Already revealed: see below." if self.closed else f"{said} Now run on and see what happens."
        if self.closed:
            return (
                "Already revealed: the answer stands below, so this card is closed. To predict without knowing, "
                "restart the kernel, clear the outputs and run one cell at a time."
            )
        if self.choice.value is None:
            return f"Choose what you expect. A blind guess would be right {guess_percent(self.options)} % of the time."
        return f"{quoted(self.choice.value)}, {sure}. Not locked yet."
