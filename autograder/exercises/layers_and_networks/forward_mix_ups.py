"""Wrong models of forward: what students leave out, hand on or collect by mistake."""

from autograder.exercises.bends import BENDS
from autograder.forms import Misconception


def _through(X, network, layer):
    """Walk through a network with a wrong `layer(X, W, b, bend)`."""
    found = []
    for W, b, name in network:
        X = layer(X, W, b, BENDS[name])
        found.append(X)
    return found


def _quickly(X, network):
    """Do what `run` does without its loops: a wrong answer is compared with every model below on every case."""
    return _through(X, network, lambda X, W, b, bend: bend(X @ W.T + b))


def _sums(X, network):
    found = []
    for W, b, name in network:
        z = X @ W.T + b
        found.append(z)
        X = BENDS[name](z)
    return found


def _bent_at_the_end(X, network):
    found = _through(X, network, lambda X, W, b, bend: X @ W.T + b)
    return [*found[:-1], BENDS[network[-1][2]](found[-1])]


def _sums_handed_on(X, network):
    sums = _through(X, network, lambda X, W, b, bend: X @ W.T + b)
    return [BENDS[name](z) for z, (_, _, name) in zip(sums, network, strict=True)]


def _rows_alone(X, network):
    return [row for a in _quickly(X, network) for row in a]


def _two_taken_apart(X, network):
    one, two = network
    return _quickly(X, [one, two])


def _first_two(X, network):
    return _quickly(X, [network[0], network[1]])


def _from_x_each_time(X, network):
    return [BENDS[name](X @ W.T + b) for W, b, name in network]


MIX_UPS = (
    Misconception(
        "X included",
        lambda X, network: [X, *_quickly(X, network)],
        "The list begins with X itself. Only what layers compute belongs in it: L arrays for L layers. (An input layer computes nothing.)",
    ),
    Misconception(
        "X included, last left out",
        lambda X, network: [X, *_quickly(X, network)][:-1],
        "The list holds what goes *into* each layer: it begins with X and stops before the last answer. Wanted is what comes *out* of each.",
    ),
    Misconception(
        "only the last",
        lambda X, network: _quickly(X, network)[-1],
        "Only the network's final answer comes back. Keep what every layer gives, in a list: `.append` puts something at its end.",
    ),
    Misconception(
        "only the last, in a list",
        lambda X, network: _quickly(X, network)[-1:],
        "Only the last layer's answer is in the list. Is the list made anew inside the loop, or appended to after it?",
    ),
    Misconception(
        "only the first",
        lambda X, network: _quickly(X, network)[:1],
        "Only the first layer's answer is in the list. Does a `return` stand inside the loop?",
    ),
    Misconception(
        "sums returned",
        _sums,
        "These are the sums z, before each bend. Keep what comes out of the bend, the activations.",
    ),
    Misconception(
        "no bend",
        lambda X, network: _through(X, network, lambda X, W, b, bend: X @ W.T + b),
        "Nothing is bent: without bends all layers collapse into one. Pass each layer's sums through its own bend.",
    ),
    Misconception(
        "no bend on hidden layers",
        _bent_at_the_end,
        "Only the last layer is bent. Hidden layers have bends too; without them they collapse into one.",
    ),
    Misconception(
        "last not bent",
        lambda X, network: [*_quickly(X, network)[:-1], _sums(X, network)[-1]],
        "The last layer is not bent. Its bend stands in the network like the others; where none is wanted, it is called identity.",
    ),
    Misconception(
        "always ReLU",
        lambda X, network: _quickly(X, [(W, b, "relu") for W, b, _ in network]),
        "Every layer gets a ReLU. Each names its own bend, the third item of its row.",
    ),
    Misconception(
        "one bend for all",
        lambda X, network: _quickly(X, [(W, b, network[0][2]) for W, b, _ in network]),
        "Every layer gets the first layer's bend. Each names its own, the third item of its row.",
    ),
    Misconception(
        "from X each time",
        _from_x_each_time,
        "Every layer reads X. Only the first one does; each later layer reads what the layer before it gave.",
    ),
    Misconception(
        "W not transposed",
        lambda X, network: _through(X, network, lambda X, W, b, bend: bend(X @ W + b)),
        "`X @ W` takes the columns of W for the neurons; they are its rows. With the inputs as rows of X, it is `X @ W.T`.",
    ),
    Misconception(
        "one input's formula",
        lambda X, network: _through(X, network, lambda X, W, b, bend: bend(W @ X + b)),
        "`W @ x + b` is for one input. In a batch the inputs are rows, so X comes first: `X @ W.T + b`, as in `dense`.",
    ),
    Misconception(
        "rows put in one by one",
        _rows_alone,
        "The list holds single rows: `extend` and `+=` put in every row of an array by itself. `append` puts in the array whole.",
    ),
    Misconception(
        "two layers taken apart",
        _two_taken_apart,
        "It takes exactly two layers apart. A network may have any number of them: walk through it with a `for` loop.",
    ),
    Misconception(
        "the first two layers",
        _first_two,
        "It runs layers 0 and 1, however many there are. A network may have one layer, or four: a `for` loop meets them all.",
    ),
    Misconception(
        "bias left out",
        lambda X, network: _through(X, network, lambda X, W, b, bend: bend(X @ W.T)),
        "The biases are left out. Every neuron adds its own to its sum.",
    ),
    Misconception(
        "turned round",
        lambda X, network: [a.T for a in _quickly(X, network)],
        "Every array is turned round: a row for each neuron. A row for each input is wanted.",
    ),
    Misconception(
        "last first",
        lambda X, network: _quickly(X, network)[::-1],
        "The arrays stand in reverse order. The first layer comes first.",
    ),
    Misconception(
        "sums handed on",
        _sums_handed_on,
        "The list holds activations, but the next layer is given the sums. What goes on is what came out of the bend.",
    ),
)
