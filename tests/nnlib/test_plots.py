"""Do the plots draw the data they are given, and say the same in their alt text?"""

import re
import weakref
from html.parser import HTMLParser

import numpy as np
import pytest
from matplotlib.figure import Figure

from nnlib import Neuron, plots
from nnlib.plots import activation_curves, alt_text, contributions, decision_boundary, patches

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]


def curve(ax, name):
    """Return the drawn line of that name as z and a."""
    (line,) = [line for line in ax.get_lines() if line.get_label() == name]
    return line.get_xdata(), line.get_ydata()


def test_curves_are_the_activations_and_differ_by_more_than_colour():
    ax = activation_curves(["sigmoid", "tanh", "relu", "gelu"])
    z, a = curve(ax, "sigmoid")
    np.testing.assert_allclose(a, 1 / (1 + np.exp(-z)))
    lines = [line for line in ax.get_lines() if line.get_label() in ("sigmoid", "tanh", "relu", "gelu")]
    assert len({line.get_linestyle() for line in lines}) == 4
    assert len({line.get_color() for line in lines}) == 4


def test_a_step_is_drawn_with_a_gap():
    _, a = curve(activation_curves("step"), "step")
    assert np.isnan(a).sum() == 1
    assert set(a[~np.isnan(a)]) == {0.0, 1.0}


def test_marked_points_lie_on_their_curves():
    ax = activation_curves(["relu", "tanh"], at=[-1.0, 0.5])
    marked = [line for line in ax.get_lines() if line.get_marker() not in ("None", "", None)]
    assert [list(line.get_ydata()) for line in marked] == [[0.0, 0.5], [np.tanh(-1.0), np.tanh(0.5)]]
    assert marked[0].get_marker() != marked[1].get_marker()


@pytest.mark.parametrize(
    ("activation", "sentence"),
    [
        ("sigmoid", "sigmoid rises from 0.02 to 0.98, 0.50 at z = 0."),
        ("step", "step is 0.00 up to z = 0 and 1.00 beyond it."),
        ("relu", "relu is 0.00 up to z = 0, then rises to 4.00."),
        ("gelu", "gelu falls from 0.00 to −0.17 at z = −0.75, then rises to 4.00, 0.00 at z = 0."),
        (np.cos, "cos runs from −0.65 to −0.65, between −1.00 and 1.00, 1.00 at z = 0."),
        (np.negative, "negative falls from 4.00 to −4.00, 0.00 at z = 0."),
        (np.ones_like, "ones_like stays at 1.00, 1.00 at z = 0."),
        (lambda z: np.full_like(z, np.nan), "activation is not a finite number everywhere, nan at z = 0."),
    ],
)
def test_the_words_follow_the_curve(activation, sentence):
    assert alt_text(activation_curves(activation)) == f"Output a against z from −4 to 4. {sentence}"


def test_a_softmax_or_a_wrong_name_has_no_curve():
    with pytest.raises(ValueError, match="softmax has no curve"):
        activation_curves(["relu", "softmax"])
    with pytest.raises(ValueError, match="Did you mean 'relu'"):
        activation_curves("rely")


@pytest.mark.parametrize(
    ("w", "b", "words"),
    [
        ((1, -2), 0.5, "has the line x2 = 0.5·x1 + 0.25 as boundary; it fires below the line"),
        ((1, 1), -1.5, "has the line x2 = −x1 + 1.5 as boundary; it fires above the line"),
        ((-2, 0), 1, "has the upright line x1 = 0.5 as boundary; it fires left of the line"),
        ((0, 4), 2, "has the line x2 = −0.5 as boundary; it fires above the line"),
        ((1, 1), 0, "has the line x2 = −x1 as boundary"),
        ((0, 0), 1, "has no boundary: it fires everywhere."),
        ((0, 0), 0, "has no boundary: it is silent everywhere."),
        ((5, 5), -40, "where w points. The line lies outside the picture."),
    ],
)
def test_the_words_say_where_the_line_is(w, b, words):
    neuron = Neuron(w, b, "step")
    text = alt_text(decision_boundary(neuron))
    assert words in text
    if "above" in text or "below" in text:  # told apart by an input far up, on the firing side or not
        assert ("above" in text) == (neuron.pre_activation([0, 1000]) > 0)


@pytest.mark.parametrize(("w", "b"), [((1, -2), 0.5), ((-2, 0), 1), ((0, 3), -1)])
def test_the_line_is_where_the_sum_is_zero(w, b):
    neuron = Neuron(w, b, "sigmoid")
    z_on_line = neuron.pre_activation(np.transpose(curve(decision_boundary(neuron), "w·x + b = 0")))
    np.testing.assert_allclose(z_on_line, 0, atol=1e-12)


def test_the_arrow_is_w_on_the_line():
    ax = decision_boundary(Neuron([0.6, -0.8], 0.5))
    arrow = next(text for text in ax.texts if getattr(text, "arrow_patch", None) is not None)
    np.testing.assert_allclose(np.subtract(arrow.xy, arrow.xyann), [0.6, -0.8])
    assert Neuron([0.6, -0.8], 0.5).pre_activation(arrow.xyann) == pytest.approx(0)


def shade(ax, x1, x2):
    """Return the colour of the picture at an input."""
    image = ax.images[0]
    left, right, bottom, top = image.get_extent()
    colors = image.get_array()
    row = round((x2 - bottom) / (top - bottom) * (len(colors) - 1))
    return colors[row, round((x1 - left) / (right - left) * (colors.shape[1] - 1))]


def test_the_firing_side_is_blue_and_the_silent_one_orange():
    ax = decision_boundary(Neuron([1, -2], 0.5, "sigmoid"))
    blue, orange = shade(ax, 2, -2), shade(ax, -2, 2)
    assert blue[2] > blue[0] + 0.2
    assert orange[0] > orange[2] + 0.2


def test_a_graded_bend_gets_deeper_with_its_output():
    relu, step = (decision_boundary(Neuron([1, 0], 0, name)) for name in ("relu", "step"))
    assert shade(relu, 2.8, 0)[0] < shade(relu, 1.0, 0)[0] < shade(relu, 0.1, 0)[0]
    np.testing.assert_array_equal(shade(step, 2.8, 0), shade(step, 0.1, 0))
    assert len(relu.collections) == len(step.collections) + 1, "lines of equal output, only where the bend is graded"


def test_points_have_two_shapes_and_are_counted():
    neuron = Neuron([1, 1], -1.5, "step")
    ax = decision_boundary(neuron, CORNERS, labels=[0, 1, 1, 0])
    squares, circles = ax.collections[-2:]
    assert sorted(map(tuple, squares.get_offsets())) == [(0, 1), (1, 0)]
    assert sorted(map(tuple, circles.get_offsets())) == [(0, 0), (1, 1)]
    assert squares.get_paths()[0].vertices.shape != circles.get_paths()[0].vertices.shape
    assert alt_text(ax).endswith("1 of 4 points on the firing side. 1 of 4 points as their labels ask.")
    fired = decision_boundary(neuron, CORNERS).collections[-2].get_offsets()
    assert fired.tolist() == [[1, 1]], "without labels the marks tell what the neuron does"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((Neuron([1, 2, 3], 0),), "draws a neuron with 2 weights, got one with 3"),
        ((Neuron([1, 2], 0), [1, 2, 3]), r"points must have shape \(n, 2\).*got shape \(3,\)"),
        ((Neuron([1, 2], 0), CORNERS, [0, 1]), r"labels must be 0 or 1, one for each of the 4 points"),
        ((Neuron([1, 2], 0), CORNERS, [0, 1, 2, 3]), "labels must be 0 or 1"),
        ((Neuron([1, 2], 0), None, [0, 1]), "labels need points"),
    ],
)
def test_what_makes_no_boundary_is_refused_in_words(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        decision_boundary(*arguments)


def test_no_points_are_no_mistake():
    assert alt_text(decision_boundary(Neuron([1, 2], 0), [])).endswith("0 of 0 points on the firing side.")


def test_bars_start_where_the_one_before_ended():
    ax = contributions([2, 3, -1], [0.5, -0.2, 0.8], 0.1)
    ends = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in ax.patches]
    np.testing.assert_allclose(ends, [(0, 1), (1, 0.4), (0.4, -0.4), (-0.4, -0.3), (0, -0.3)], atol=1e-12)
    assert [bar.get_hatch() for bar in ax.patches] == [None, "///", "///", None, None], "negative terms are hatched"
    assert [label.get_text() for label in ax.get_xticklabels()][-2:] == ["bias", "z"]
    assert alt_text(ax).endswith("0.8 × −1 takes away 0.8, the bias adds 0.1. They end at z = −0.3.")


def test_numbers_of_bars_stay_inside_the_frame():
    ax = contributions([2, 3, -1], [0.5, -0.2, 0.8], 0.1)
    low, high = ax.get_ylim()
    assert low < -0.45
    assert high > 1.05


def test_bars_leave_out_what_rounding_leaves():
    assert alt_text(contributions([0.5, 0.8, 0.2], [0.4, -0.6, 0.9], 0.1)).endswith("They end at z = 0.")
    assert alt_text(contributions([1e-17], [1.0], 0.0)).endswith("They end at z = 1e−17.")


def test_too_many_or_unequal_bars_are_refused_in_words():
    with pytest.raises(ValueError, match="at most 16 inputs, got 17"):
        contributions(np.ones(17), np.ones(17), 0)
    with pytest.raises(ValueError, match="x and w of the same shape"):
        contributions([1, 2], [1], 0)


def test_patches_show_the_pixels_and_their_numbers():
    edge = np.tile([0.1, 0.5, 0.9], (3, 1))
    ax = patches([edge, edge - 0.5, np.zeros((8, 8))], ["edge", "weights", "dark"])
    np.testing.assert_array_equal(ax.images[0].get_array(), edge)
    assert ax.images[0].get_cmap().name == "gray"
    assert ax.images[1].get_clim() == (-0.4, 0.4), "signed numbers are centred on 0"
    assert len(ax.texts) == 3 + 9 + 9, "titles, and numbers in small pictures"
    assert alt_text(ax) == (
        "3 pictures. edge, 3 × 3, row by row: 0.1 0.5 0.9, 0.1 0.5 0.9, 0.1 0.5 0.9. "
        "weights, 3 × 3, row by row: −0.4 0 0.4, −0.4 0 0.4, −0.4 0 0.4. dark, 8 × 8: from 0 to 0, mean 0."
    )


@pytest.mark.parametrize(
    ("images", "titles", "sentence"),
    [
        ([[0, 1]], None, r"Picture 1 must be an array of shape \(h, w\), got shape \(2,\)"),
        ([np.eye(2), [[np.nan]]], None, "Picture 2 must hold finite numbers"),
        ([np.eye(2)], ["a", "b"], "one title for each, got 1 and 2"),
        ([], None, "expected pictures"),
    ],
)
def test_what_makes_no_picture_is_refused_in_words(images, titles, sentence):
    with pytest.raises(ValueError, match=sentence):
        patches(images, titles)


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
    import gc

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
