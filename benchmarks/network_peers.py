"""The same networks in other hands: NumPy by hand, nnlib, PyTorch, scikit-learn, and one number at a time."""

import warnings
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from nnlib import MLP
from nnlib.optimizers import Adam
from nnlib.training import train

BY_HAND, OURS, TORCH = "NumPy by hand", "nnlib", "PyTorch, CPU"
SKLEARN, SCALAR = "scikit-learn", "one number at a time"
NAMES = (BY_HAND, OURS, TORCH, SKLEARN, SCALAR)
OWN_WAY = {SKLEARN}  # trains from a start of its own, so that its numbers differ
STEPS, RATE = 150, 0.01

try:
    import torch
except ModuleNotFoundError:
    torch = None
try:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor
except ModuleNotFoundError:
    MLPRegressor = None


def versions() -> str:
    """Return what is installed of the peers."""
    found = []
    for name in ("numpy", "torch", "scikit-learn"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def ranking_network(rng) -> MLP:
    """Return the ranking network of lesson 06, with biases that are not 0."""
    network = MLP([128, 256, 128, 64, 1], rng=rng)
    for layer in network.layers:
        layer.bias[:] = rng.normal(size=layer.bias.shape) / 10
    return network


# --- forward: each takes the network and a batch, and returns a function without arguments -------------------------


def by_hand(network, X):
    (W1, b1, _), (W2, b2, _), (W3, b3, _), (W4, b4, _) = network.as_data()

    def run():
        a = np.maximum(X @ W1.T + b1, 0)
        a = np.maximum(a @ W2.T + b2, 0)
        a = np.maximum(a @ W3.T + b3, 0)
        return a @ W4.T + b4

    return run


def with_torch(network, X):
    layers = []
    for weight, bias, name in network.as_data():
        linear = torch.nn.Linear(weight.shape[1], weight.shape[0], dtype=torch.float64)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weight))
            linear.bias.copy_(torch.from_numpy(bias))
        layers += [linear, torch.nn.ReLU()] if name == "relu" else [linear]
    model, x = torch.nn.Sequential(*layers).eval(), torch.from_numpy(X)

    def run():
        with torch.inference_mode():
            return model(x)

    return run


def with_sklearn(network, X):
    hidden = [len(bias) for _, bias, _ in network.as_data()[:-1]]
    model = MLPRegressor(hidden_layer_sizes=hidden, max_iter=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(X[:1].repeat(2, axis=0), np.zeros(2))  # makes its arrays; then they are replaced
    model.coefs_ = [np.ascontiguousarray(weight.T) for weight, _, _ in network.as_data()]
    model.intercepts_ = [bias for _, bias, _ in network.as_data()]
    return lambda: model.predict(X)


def one_number_at_a_time(network, X):
    """One sample through plain Python floats, each neuron a loop, as courses that build from scalars do."""
    layers = [(weight.tolist(), bias.tolist(), name) for weight, bias, name in network.as_data()]
    sample = X[0].tolist()

    def run():
        x = sample
        for weight, bias, name in layers:
            z = [sum(w * v for w, v in zip(row, x, strict=True)) + b for row, b in zip(weight, bias, strict=True)]
            x = [max(value, 0.0) for value in z] if name == "relu" else z
        return x

    return run


FORWARD = {BY_HAND: by_hand, OURS: lambda network, X: lambda: network(X), SCALAR: one_number_at_a_time}
if torch:
    FORWARD[TORCH] = with_torch
if MLPRegressor:
    FORWARD[SKLEARN] = with_sklearn


# --- training: each takes the problem, and returns a function that trains anew and gives the final outputs ---------


class Problem:
    """Two inputs, one output, two hidden layers of 16 with tanh, and where they start."""

    def __init__(self, rng):
        self.X = rng.uniform(-1, 1, size=(96, 2))
        self.y = np.sin(3 * self.X[:, :1]) * self.X[:, 1:]
        self.start = MLP([2, 16, 16, 1], "tanh", rng=rng).as_data()


def train_by_hand(problem):
    X, y = problem.X, problem.y

    def run():
        W1, b1, W2, b2, W3, b3 = arrays = [part.copy() for W, b, _ in problem.start for part in (W, b)]
        means, squares = [np.zeros_like(a) for a in arrays], [np.zeros_like(a) for a in arrays]
        losses = []
        for t in range(1, STEPS + 1):
            a1 = np.tanh(X @ W1.T + b1)
            a2 = np.tanh(a1 @ W2.T + b2)
            out = a2 @ W3.T + b3
            losses.append(((out - y) ** 2).mean())
            d3 = 2 * (out - y) / out.size
            d2 = d3 @ W3 * (1 - a2**2)
            d1 = d2 @ W2 * (1 - a1**2)
            slopes = (d1.T @ X, d1.sum(0), d2.T @ a1, d2.sum(0), d3.T @ a2, d3.sum(0))
            for array, slope, m, v in zip(arrays, slopes, means, squares, strict=True):
                m[:] = 0.9 * m + 0.1 * slope
                v[:] = 0.999 * v + 0.001 * slope**2
                array -= RATE * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return np.tanh(np.tanh(X @ W1.T + b1) @ W2.T + b2) @ W3.T + b3

    return run


def train_ours(problem):
    def run():
        network = MLP.from_data(problem.start)
        train(network, problem.X, problem.y, optimizer=Adam(RATE), epochs=STEPS)
        return network(problem.X)

    return run


def train_with_torch(problem):
    X, y = torch.from_numpy(problem.X), torch.from_numpy(problem.y)

    def run():
        layers = []
        for weight, bias, name in problem.start:
            linear = torch.nn.Linear(weight.shape[1], weight.shape[0], dtype=torch.float64)
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(weight))
                linear.bias.copy_(torch.from_numpy(bias))
            layers += [linear, torch.nn.Tanh()] if name == "tanh" else [linear]
        model = torch.nn.Sequential(*layers)
        optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
        for _ in range(STEPS):
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(X), y).backward()
            optimizer.step()
        with torch.no_grad():
            return model(X)

    return run


def train_with_sklearn(problem):
    options = {"solver": "adam", "alpha": 0.0, "learning_rate_init": RATE, "batch_size": 96, "shuffle": False}

    def run():
        model = MLPRegressor(
            hidden_layer_sizes=(16, 16), activation="tanh", max_iter=STEPS, tol=0, n_iter_no_change=STEPS, **options
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return model.fit(problem.X, problem.y.ravel()).predict(problem.X)

    return run


TRAINING = {BY_HAND: train_by_hand, OURS: train_ours}
if torch:
    TRAINING[TORCH] = train_with_torch
if MLPRegressor:
    TRAINING[SKLEARN] = train_with_sklearn
