"""The neuron explorer says what its seven controls hold, and each control and preset changes picture and words."""

import re
import subprocess
import sys

import pytest
from hypothesis import given

from nnlib.labs import neuron_explorer
from nnlib.labs.neuron_explorer import draw
from tests.nnlib.labs.explorer_settings import FORMULAS, NUMBERS, SETTINGS, floats
from tests.nnlib.labs.pictures import parse, press, status

HALF_A_DIGIT = 0.005 + 1e-9  # the sentence rounds to two decimals


def exact(hundredths):
    """Write a whole number of hundredths with two decimals, by whole-number arithmetic."""
    return f"{'−' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


def tenth(value):
    return exact(10 * value)[:-1]


def fires(settings, x1, x2):
    """Whether z > 0 on an input of whole numbers, by whole-number arithmetic."""
    return settings["w1"] * x1 + settings["w2"] * x2 + settings["b"] > 0


@given(SETTINGS)
def test_the_sentence_does_the_arithmetic(settings):
    x1, x2, w1, w2, b = (settings[name] for name in NUMBERS)
    first, second, bias = w1 * x1, w2 * x2, 10 * b  # hundredths
    z = exact(first + second + bias)
    signs = ["−" if term < 0 else "+" for term in (second, bias)]
    expected = (
        f"Weigh: {tenth(w1)} × {tenth(x1)} = {exact(first)} and {tenth(w2)} × {tenth(x2)} = {exact(second)}. "
        f"Sum: {exact(first)} {signs[0]} {exact(abs(second))} {signs[1]} {exact(abs(bias))} = {z}. "
        f"Bend: {settings['bend']}({z}) = "
    )
    sentence = draw(**floats(settings))[1]
    assert sentence.startswith(expected)
    output = re.match(r"(−?\d+\.\d\d)\.( |$)", sentence.removeprefix(expected))[1]
    formula = FORMULAS[settings["bend"]]
    assert abs(float(output.replace("−", "-")) - formula((first + second + bias) / 100)) <= HALF_A_DIGIT
    assert output != "−0.00"


@given(SETTINGS)
def test_the_sentence_says_which_rows_of_the_table_are_right(settings):
    sentence = draw(**floats(settings))[1]
    tables = {"AND": lambda p, q: p and q, "OR": lambda p, q: p or q, "XOR": lambda p, q: p != q}
    name = settings["table"]
    if name == "none":
        assert "rows" not in sentence
        return
    rows = [(p, q) for p in (0, 1) for q in (0, 1)]
    wrong = [row for row in rows if fires(settings, *row) != bool(tables[name](*row))]
    ending = f"{name}: {4 - len(wrong)} of 4 rows right"
    where = " and ".join(map(str, wrong))
    assert sentence.endswith(f" {ending}{', wrong at ' if wrong else ''}{where}.")
    assert name != "XOR" or wrong


@given(SETTINGS)
def test_the_picture_is_an_image_whose_label_holds_every_value_and_the_sentence(settings):
    picture, sentence = draw(**floats(settings))
    root = parse(picture)
    label = root.get("aria-label")
    assert root.get("role") == "img"
    for name in NUMBERS:
        assert f"{name} = {tenth(settings[name])}," in label
    assert f"bend = {settings['bend']}, table = {settings['table']}." in label
    assert sentence in label


@pytest.mark.parametrize("name", NUMBERS)
def test_sliders_run_over_the_tenths(name):
    control = neuron_explorer().controls[name]
    assert (control.min, control.max, control.step) == (-3, 3, 0.1)
    assert control.continuous_update is True
    assert control.readout_format == ".1f"


def test_the_drop_down_lists_offer_every_bend_and_table():
    lab = neuron_explorer()
    assert tuple(lab.controls["bend"].options) == ("step", "sigmoid", "tanh", "relu", "gelu")
    assert tuple(lab.controls["table"].options) == ("none", "AND", "OR", "XOR")


@pytest.mark.parametrize(("label", "right"), [("AND", 4), ("OR", 4), ("XOR?", 2)])
def test_the_tables_of_the_presets_come_out_as_far_as_one_neuron_can(label, right):
    lab = neuron_explorer()
    press(lab, label)
    assert f"{lab.values['table']}: {right} of 4 rows right" in status(lab)


def test_the_worked_example_is_that_of_the_lesson():
    lab = neuron_explorer()
    press(lab, "Worked example")
    assert status(lab) == (
        "Weigh: 1.0 × 2.0 = 2.00 and −2.0 × 1.0 = −2.00. Sum: 2.00 − 2.00 + 0.50 = 0.50. Bend: step(0.50) = 1.00."
    )


def test_an_unknown_control_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"no control 'w3'\. Its controls are x1, x2, w1, w2, b, bend, table\."):
        neuron_explorer().set(w3=1.0)


def test_the_function_is_not_hidden_by_its_module():
    import nnlib.labs
    import nnlib.labs.neuron_explorer  # binds the package's name to the module, were it the first import

    assert callable(nnlib.labs.neuron_explorer)
    assert nnlib.labs.neuron_explorer is neuron_explorer


def test_it_runs_where_there_is_no_kernel():
    code = (
        "from nnlib.labs import neuron_explorer\n"
        "lab = neuron_explorer()\n"
        "lab.set(b=-2.5)\n"
        "print(lab)\n"
        "print(sorted(lab._repr_mimebundle_()))\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "Neuron explorer: Challenge 1 is met. Weigh: 1.5 × 2.0 = 3.00 and −0.8 × 1.0 = −0.80. "
        "Sum: 3.00 − 0.80 − 2.50 = −0.30. Bend: relu(−0.30) = 0.00.",
        "['application/vnd.jupyter.widget-view+json', 'text/plain']",
    ]
    assert done.stderr == ""
