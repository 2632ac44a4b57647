"""Are the slopes those that a nudge of each weight shows, does training find what is there, and does it say how far?"""

import numpy as np
import pytest

from nnlib import MLP
from nnlib.losses import LOSSES, get_loss
from nnlib.optimizers import SGD, Adam
from nnlib.progress import progress
from nnlib.training import gradients, parameters, train

NUDGE, NEAR = 1e-6, 1e-7


def problem(loss, bend, seed=1):
    """A network of two hidden layers, with inputs and targets that suit the loss."""
    rng = np.random.default_rng(seed)
    network = MLP([2, 4, 3, 3], bend, rng=rng)
    for layer in network.layers:
        layer.bias[:] = rng.normal(size=layer.bias.shape)
    X = rng.normal(size=(6, 2))
    target = rng.integers(0, 3, 6) if loss == "cross_entropy" else rng.integers(0, 2, (6, 3)).astype(float)
    return network, X, target


@pytest.mark.parametrize("bend", ["tanh", "relu", "gelu", "sigmoid"])
@pytest.mark.parametrize("loss", LOSSES)
def test_slopes_are_what_a_nudge_of_each_weight_shows(loss, bend):
    network, X, target = problem(loss, bend)
    found = gradients(network, X, target, loss)
    for array, slopes in zip(parameters(network), found, strict=True):
        assert array.shape == slopes.shape
        for place in np.ndindex(array.shape):
            kept = array[place]
            array[place] = kept + NUDGE
            up = get_loss(loss).value(network(X), target)
            array[place] = kept - NUDGE
            down = get_loss(loss).value(network(X), target)
            array[place] = kept
            assert slopes[place] == pytest.approx((up - down) / (2 * NUDGE), abs=NEAR)


def test_a_bend_at_the_end_is_trained_too():
    network = MLP.from_data([([[0.5, -0.3]], [0.1], "sigmoid")])
    X, target = np.array([[1.0, 2.0]]), np.array([[1.0]])
    a = float(network(X)[0, 0])
    slopes = gradients(network, X, target)
    np.testing.assert_allclose(slopes[1], [2 * (a - 1) * a * (1 - a)], rtol=1e-12)


@pytest.mark.parametrize("optimizer", [SGD(0.1), SGD(0.05, momentum=0.8), Adam(0.1)])
def test_a_line_is_found(optimizer):
    X = np.linspace(-1, 1, 9).reshape(-1, 1)
    network = MLP([1, 1], rng=np.random.default_rng(0))
    history = train(network, X, 2 * X + 1, optimizer=optimizer, epochs=400)
    np.testing.assert_allclose([network.layers[0].weight[0, 0], network.layers[0].bias[0]], [2, 1], atol=1e-3)
    assert len(history.losses) == 401
    assert history.losses[-1] < 1e-6 < history.losses[0]


def test_xor_is_learnt_by_most_starts():
    """A rate over seeds, not one run: of 20 starts with 8 hidden neurons, at least 15 separate XOR."""
    X, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
    solved = 0
    for seed in range(20):
        network = MLP([2, 8, 1], "tanh", rng=np.random.default_rng(seed))
        train(network, X, y, loss="binary_cross_entropy", optimizer=Adam(0.05), epochs=200)
        solved += bool(((network(X) > 0) == (y == 1)).all())
    assert solved >= 15


def test_batches_use_every_sample_once_an_epoch_and_depend_on_the_seed_alone():
    X = np.random.default_rng(1).normal(size=(10, 2))
    losses = []
    for seed in (3, 3, 4):
        network = MLP([2, 3, 1], rng=np.random.default_rng(0))
        options = {"optimizer": SGD(0.1), "epochs": 3, "batch_size": 4, "rng": np.random.default_rng(seed)}
        losses.append(train(network, X, X[:, :1], **options).losses)
    assert losses[0] == losses[1] != losses[2]


@pytest.mark.parametrize(
    ("error", "said", "options"),
    [
        (TypeError, "With a batch size, samples are shuffled: pass rng", {"batch_size": 2}),
        (ValueError, "takes logits, .* but the last layer has sigmoid", {"loss": "cross_entropy"}),
        (ValueError, "There is no loss 'l2'", {"loss": "l2", "bend": "identity"}),
    ],
)  # fmt: skip
def test_what_cannot_be_trained_is_refused_in_words(error, said, options):
    network = MLP([2, 3, 1], output_activation=options.pop("bend", "sigmoid"), rng=np.random.default_rng(0))
    with pytest.raises(error, match=said):
        train(network, np.zeros((4, 2)), np.zeros((4, 1)), epochs=1, **options)


def test_no_samples_and_unequal_numbers_are_refused():
    network = MLP([2, 1], rng=np.random.default_rng(0))
    for X, target in ((np.zeros((0, 2)), np.zeros((0, 1))), (np.zeros((3, 2)), np.zeros((4, 1))), (np.zeros(2), [1])):
        with pytest.raises(ValueError, match="a row of X for each row of the target"):
            train(network, X, target)
    with pytest.raises(ValueError, match=r"train expected 2 features per sample, got x of shape \(4, 3\)"):
        train(network, np.zeros((4, 3)), np.zeros((4, 1)))


def test_a_terminal_gets_a_line_that_ends_with_the_whole(capsys):
    assert list(progress(range(3), "Counting")) == [0, 1, 2]
    said = capsys.readouterr().err
    assert "\rCounting: 0 of 3." in said
    assert said.rstrip().split("\r")[-1].startswith("Counting: 3 of 3.")
    assert said.endswith("\n")


def test_without_show_nothing_is_said(capsys):
    network = MLP([1, 1], rng=np.random.default_rng(0))
    train(network, [[1.0]], [[1.0]], epochs=2)
    assert capsys.readouterr() == ("", "")


def test_a_notebook_gets_one_bar_that_is_updated(monkeypatch):
    from IPython import display as notebook

    shown = []

    class Handle:
        def update(self, data, raw):
            shown.append(data)

    def display(data, raw, display_id):
        shown.append(data)
        return Handle()

    monkeypatch.setattr(notebook, "display", display)
    monkeypatch.setattr("nnlib.progress._in_notebook", lambda: True)
    list(progress(range(2), "Training"))
    assert [data["text/html"].count("<progress") for data in shown] == [1] * len(shown)
    assert 'value="2" max="2"' in shown[-1]["text/html"]
    assert shown[-1]["text/plain"].startswith("Training: 2 of 2.")
