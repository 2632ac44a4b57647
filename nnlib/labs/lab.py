"""The shell of a lab: a pure drawing function behind sliders, with presets and challenges.

A lab's `draw(**values)` takes the value of every control and returns a picture (`svg.picture`) and one sentence that
says the same in words. The shell redraws on each change, keeps score of the challenges, and shows everything in one
`ipywidgets.HTML`. Only core widgets are used, so a lab runs wherever ipywidgets 7.7 or 8 does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nnlib.labs import svg

CARD = (
    f"box-sizing:border-box;max-width:960px;padding:10px 14px 12px;background:{svg.PAPER};color:{svg.INK};"
    f"border:1px solid {svg.RULE};border-radius:8px;font:14px/1.5 {svg.FONT};white-space:normal"
)


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
        The controls by name, column by column, made by `slider` and `choice`.
    presets : mapping of str to mapping
        What a button says → the values it sets; controls it does not name keep theirs.
    challenges : sequence of Challenge

    Raises
    ------
    ValueError
        A preset or a challenge names a control that does not exist.
    """

    def __init__(self, title, draw, columns, presets=None, challenges=()):
        self.title = title
        self.draw = draw
        self.controls = {name: control for column in columns for name, control in column.items()}
        self.presets = dict(presets or {})
        self.challenges = tuple(challenges)
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
            options = getattr(self.controls[name], "options", None)
            if options is not None and value not in options:
                raise ValueError(f"{name} has no option {value!r}. Its options are {', '.join(map(str, options))}.")
        self._paused = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:  # also where a control refuses its value: the picture says what the controls say
            self._paused = False
            self._redraw()

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
        buttons = [self._button(label, settings) for label, settings in {**self.presets, **starts}.items()]
        wrap = ipywidgets.Layout(flex_flow="row wrap", max_width="960px")
        controls = [ipywidgets.VBox(list(column.values())) for column in columns]
        self.widget = ipywidgets.VBox(
            [ipywidgets.HBox(buttons, layout=wrap), ipywidgets.HBox(controls, layout=wrap), self._picture]
        )

    def _button(self, label, settings):
        import ipywidgets

        button = ipywidgets.Button(description=label, layout=ipywidgets.Layout(width="auto"))
        button.on_click(lambda _: self.set(**settings))
        return button

    def _changed(self, _):
        if not self._paused:
            self._redraw()

    def _redraw(self):
        values = self.values
        picture, sentence = self.draw(**values)
        met = [bool(challenge.met(**values)) for challenge in self.challenges]
        self.done = [before or now for before, now in zip(self.done, met, strict=True)]
        news = "".join(f"Challenge {i} is met. " for i, now in enumerate(met, 1) if now)
        self.description = news + sentence
        self._picture.value = card(picture, self.description, self.challenges, self.done)

    def __repr__(self):
        return f"{self.title}: {self.description}"

    def _repr_mimebundle_(self, **_):
        # Written out, because ipywidgets 7 and 8 display themselves in different ways. A terminal shows the sentence.
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": view}


def card(picture, sentence, challenges=(), done=()):
    """Return the HTML of one state: the picture, its sentence, and the challenges, each said to be done or not yet."""
    parts = [picture, svg.element("p", sentence, role="status", style="margin:8px 0 0")]
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


def slider(label, value, low, high, step=0.1):
    """Return a slider that redraws while it moves; the readout shows as many decimals as its step has."""
    import ipywidgets

    decimals = len(f"{step:.9f}".rstrip("0").partition(".")[2])
    return ipywidgets.FloatSlider(
        value=value, min=low, max=high, step=step, description=label, continuous_update=True,
        readout_format=f".{decimals}f", layout=ipywidgets.Layout(width="290px"), style={"description_width": "48px"},
    )  # fmt: skip


def choice(label, value, options):
    """Return a drop-down list."""
    import ipywidgets

    return ipywidgets.Dropdown(
        options=list(options), value=value, description=label, layout=ipywidgets.Layout(width="220px"),
        style={"description_width": "48px"},
    )  # fmt: skip
