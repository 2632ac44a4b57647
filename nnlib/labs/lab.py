"""The shell of a lab: a pure drawing function behind sliders, with presets and challenges.

A lab's `draw(**values)` takes the value of every control and returns a picture (`svg.picture`) and one sentence that
says the same in words. The shell redraws on each change, keeps score of the challenges, and shows everything in one
`ipywidgets.HTML`. What takes longer than a redraw, such as a measurement, is an action with a button of its own. Only
core widgets are used, so a lab runs wherever ipywidgets 7.7 or 8 does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nnlib.labs.card import card
from nnlib.labs.controls import READ_ONLY, choice, is_steps, options_of, slider, steps

__all__ = ["Challenge", "Lab", "card", "choice", "slider", "steps"]  # all that a lab needs


@dataclass(frozen=True)
class Challenge:
    """Something to reach: what to do, where to start, and when it is met.

    Parameters
    ----------
    task : str
        One sentence.
    start : mapping of str to value
        The settings that its start button chooses.
    met : callable
        Takes the value of every control by name and returns whether the challenge is met.
    """

    task: str
    start: Mapping
    met: Callable


class Lab:
    """A drawing that answers its controls. Let it be the last line of a cell, and it is shown.

    Parameters
    ----------
    title : str
        What the lab is called, for people who cannot see it.
    draw : callable
        `draw(**values)` → (picture, sentence), see above. Pure: the same values give the same picture.
    columns : list of dict of str to widget
        The controls by name, column by column, made by `slider`, `steps` and `choice`.
    presets : mapping of str to mapping
        What a button says → the values it sets; controls it does not name keep theirs.
    challenges : sequence of Challenge
    actions : mapping of str to callable
        What a button says → what it does: `action(**values)` returns a sentence, which stands under the picture until a
        control moves. It may take a second; the buttons wait meanwhile.

    Raises
    ------
    ValueError
        A preset or a challenge names a control that does not exist.
    """

    def __init__(self, title, draw, columns, presets=None, challenges=(), actions=None):
        self.title = title
        self.draw = draw
        self.controls = {name: control for column in columns for name, control in column.items()}
        self.presets = dict(presets or {})
        self.challenges = tuple(challenges)
        self.actions = dict(actions or {})
        self.note = ""
        self.done = [False] * len(self.challenges)
        for settings in (*self.presets.values(), *(challenge.start for challenge in self.challenges)):
            self._check_names(settings)
        self._paused = False
        self._build(columns)
        for control in self.controls.values():
            control.observe(self._changed, "value")
        self._redraw()

    @property
    def values(self):
        """The value of every control; floats without the dust that a slider's steps leave (0.30000000000000004)."""
        return {
            name: round(control.value, 9) if isinstance(control.value, float) else control.value
            for name, control in self.controls.items()
        }

    def set(self, **values):
        """Move several controls and redraw once.

        Raises
        ------
        ValueError
            A name is not one of the lab's controls, or a choice has no such option.
        """
        self._check_names(values)
        for name, value in values.items():
            options = options_of(self.controls[name])
            if options and value not in options:
                raise ValueError(f"{name} has no option {value!r}. Its options are {', '.join(map(str, options))}.")
        self._paused = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:  # also where a control refuses its value: the picture says what the controls say
            self._paused = False
            self._redraw()

    def act(self, label):
        """Do what the action's button does, and show its sentence.

        Raises
        ------
        ValueError
            There is no such action.
        """
        if label not in self.actions:
            known = ", ".join(self.actions) or "none"
            raise ValueError(f"The {self.title} has no action {label!r}. Its actions: {known}.")
        for button in self._action_buttons:
            button.disabled = True
        found = ""
        try:
            self._say(f"{label} …")
            found = self.actions[label](**self.values)
        finally:
            self._say(found)
            for button in self._action_buttons:
                button.disabled = False

    def _check_names(self, settings):
        unknown = [name for name in settings if name not in self.controls]
        if unknown:
            known = ", ".join(self.controls)
            raise ValueError(f"The {self.title} has no control {unknown[0]!r}. Its controls are {known}.")

    def _build(self, columns):
        import ipywidgets

        # "auto", not "100%": widgets have margins of their own, which would push the card past the edge.
        self._picture = ipywidgets.HTML(layout=ipywidgets.Layout(width="auto", max_width="960px"))
        starts = {f"Start challenge {i}": challenge.start for i, challenge in enumerate(self.challenges, 1)}
        settings = {**self.presets, **starts}
        buttons = [self._button(label, lambda _, to=to: self.set(**to)) for label, to in settings.items()]
        self._action_buttons = [self._button(label, lambda _, do=label: self.act(do)) for label in self.actions]
        wrap = ipywidgets.Layout(flex_flow="row wrap", max_width="960px")
        controls = [ipywidgets.VBox(list(column.values())) for column in columns]
        unseen = ipywidgets.Layout(display="none")
        styles = [ipywidgets.HTML(READ_ONLY, layout=unseen)] if any(map(is_steps, self.controls.values())) else []
        self.widget = ipywidgets.VBox(
            [
                ipywidgets.HBox(buttons, layout=wrap),
                ipywidgets.HBox(controls, layout=wrap),
                *([ipywidgets.HBox(self._action_buttons, layout=wrap)] if self.actions else []),
                self._picture,
                *styles,
            ]
        )

    @staticmethod
    def _button(label, clicked):
        import ipywidgets

        button = ipywidgets.Button(description=label, layout=ipywidgets.Layout(width="auto"))
        button.on_click(clicked)
        return button

    def _changed(self, _):
        if not self._paused:
            self._redraw()

    def _redraw(self):
        values = self.values
        self._drawing, sentence = self.draw(**values)
        met = [bool(challenge.met(**values)) for challenge in self.challenges]
        self.done = [before or now for before, now in zip(self.done, met, strict=True)]
        news = "".join(f"Challenge {i} is met. " for i, now in enumerate(met, 1) if now)
        self.description = news + sentence
        self._say("")  # what an action found holds for the values that it had

    def _say(self, note):
        self.note = note
        self._picture.value = card(self._drawing, self.description, self.challenges, self.done, note)

    def __repr__(self):
        return f"{self.title}: {self.description}"

    def _repr_mimebundle_(self, **_):
        # Written out, because ipywidgets 7 and 8 display themselves in different ways. A terminal shows the sentence.
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": view}
