"""Do plots stay out of pyplot, carry words, and show on a card that everybody can read?"""

import gc
import re
import weakref
from html.parser import HTMLParser

import numpy as np
import pytest
from matplotlib.figure import Figure

from nnlib import Neuron, plots
from nnlib.plots import activation_curves, alt_text, contributions, decision_boundary, patches


def test_axes_say_what_they_measure():
    drawn = (activation_curves("relu"), decision_boundary(Neuron([1, 2], 0)), contributions([1], [2], 3))
    assert [(ax.get_xlabel(), ax.get_ylabel()) for ax in drawn] == [
        ("pre-activation z", "output a"),
        ("x1", "x2"),
        ("", "running sum"),
    ]


def draw_each(ax):
    return [
        activation_curves("relu", ax=ax),
        decision_boundary(Neuron([1, 2], 0), ax=ax),
        contributions([1], [2], 3, ax=ax),
        patches([np.eye(2)], ax=ax),
    ]


def test_plots_draw_where_they_are_told_and_never_tell_pyplot():
    ax = Figure().subplots()
    assert all(drawn is ax for drawn in draw_each(ax))
    assert alt_text(ax).count("Output a against z") == 1
    assert "Bars from 0" in alt_text(ax), "each plot adds its own words"
    assert len({drawn.get_figure() for drawn in draw_each(None)}) == 4
    from matplotlib import pyplot

    assert pyplot.get_fignums() == []
    figure = weakref.ref(activation_curves("relu").get_figure())
    gc.collect()
    assert figure() is None, "nothing keeps a figure that nobody uses"


def test_what_is_no_axes_is_refused_in_words():
    with pytest.raises(TypeError, match="Expected a matplotlib Axes as ax, got 'left'"):
        activation_curves("relu", ax="left")
    with pytest.raises(TypeError, match="Pass what a plot function returned"):
        alt_text(None)


def test_a_plot_of_ones_own_is_named_by_its_title():
    ax = Figure().subplots()
    assert alt_text(ax) == "A plot."
    ax.set(title="Weight", xlabel="age", ylabel="kg")
    assert alt_text(ax) == "A plot titled “Weight” of kg against age."
    plots.set_alt_text(ax, "Cats grow.")
    assert alt_text(ax) == "Cats grow."


class Images(HTMLParser):
    """Collects the attributes of the pictures in a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.found.append(dict(attributes))


def test_a_card_has_pictures_with_alt_text_on_white():
    quoted = contributions([1], [2], 3)
    plots.set_alt_text(quoted, 'a "quote" & <tag>')
    page = plots.card_html(activation_curves("relu"), quoted)
    first, second = Images(page).found
    assert first["alt"].endswith("relu is 0.00 up to z = 0, then rises to 4.00.")
    assert second["alt"].endswith('a "quote" & <tag>')
    assert first["src"].startswith("data:image/png;base64,iVBOR")
    assert "max-width:100%" in first["style"]
    assert 400 < int(first["width"]) < 700
    assert re.search(r"background:#fff;.*border-radius", page)


def test_two_axes_of_one_figure_are_one_picture():
    left, right = Figure().subplots(1, 2)
    page = plots.card_html(activation_curves("relu", ax=left), activation_curves("tanh", ax=right))
    (picture,) = Images(page).found
    assert "relu is" in picture["alt"]
    assert "tanh rises" in picture["alt"]


def test_without_a_notebook_the_words_are_printed(capsys):
    plots.show()
    assert capsys.readouterr().out == ""
    plots.show(contributions([1], [2], 3), contributions([2], [2], 3))
    assert capsys.readouterr().out.splitlines() == [
        "Bars from 0: 2 × 1 adds 2, the bias adds 3. They end at z = 5.",
        "Bars from 0: 2 × 2 adds 4, the bias adds 3. They end at z = 7.",
    ]


def test_in_a_notebook_the_card_is_displayed(monkeypatch, capsys):
    import IPython.display

    shown = []
    monkeypatch.setattr(IPython, "get_ipython", lambda: "a running IPython")
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: shown.append((data, raw)))
    plots.show(contributions([1], [2], 3))
    ((data, raw),) = shown
    assert raw
    assert data["text/plain"].startswith("Bars from 0")
    assert len(Images(data["text/html"]).found) == 1
    assert capsys.readouterr().out == ""
