"""How a step is made from a slope. Each changes the parameters in place, so that layers see it at once."""

import numpy as np


class SGD:
    """Gradient descent, ``w ← w − rate · gradient``, with momentum if wanted.

    Parameters
    ----------
    rate : float
        The learning rate, above 0.
    momentum : float
        How much of the last step is kept, from 0 to below 1.

    Examples
    --------
    >>> w = np.array([1.0])
    >>> SGD(rate=0.1).step([w], [np.array([0.5])])
    >>> w
    array([0.95])
    """

    def __init__(self, rate=0.1, momentum=0.0):
        self.rate = _between("rate", rate, 0, np.inf)
        self.momentum = momentum if momentum == 0 else _between("momentum", momentum, 0, 1)
        self._speed = None

    def step(self, parameters, gradients) -> None:
        """Move each array of `parameters` against its slope, the array at the same place in `gradients`."""
        if self._speed is None:
            self._speed = [np.zeros_like(p) for p in parameters]
        for parameter, gradient, speed in zip(parameters, gradients, self._speed, strict=True):
            speed *= self.momentum
            speed += gradient
            parameter -= self.rate * speed


class Adam:
    """Adam: each parameter moves by about `rate`, whatever the size of its slope.

    ``m`` and ``v`` are running means of the gradient and its square, corrected for having started at 0; the step is
    ``rate · m / (√v + epsilon)``.

    Parameters
    ----------
    rate : float
    beta1, beta2 : float
        How much of the running means is kept, between 0 and 1.
    epsilon : float

    References
    ----------
    Kingma & Ba, Adam: a method for stochastic optimization, 2015.

    Examples
    --------
    >>> w = np.array([1.0])
    >>> Adam(rate=0.1).step([w], [np.array([0.5])])
    >>> w.round(6)
    array([0.9])
    """

    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.rate = _between("rate", rate, 0, np.inf)
        self.beta1, self.beta2 = _between("beta1", beta1, 0, 1), _between("beta2", beta2, 0, 1)
        self.epsilon = _between("epsilon", epsilon, 0, np.inf)
        self._steps = 0
        self._means = self._squares = None

    def step(self, parameters, gradients) -> None:
        """Move each array of `parameters` by its slope, the array at the same place in `gradients`."""
        if self._means is None:
            self._means = [np.zeros_like(p) for p in parameters]
            self._squares = [np.zeros_like(p) for p in parameters]
        self._steps += 1
        rate = self.rate / (1 - self.beta1**self._steps)
        root = np.sqrt(1 - self.beta2**self._steps)
        for parameter, gradient, m, v in zip(parameters, gradients, self._means, self._squares, strict=True):
            m *= self.beta1
            m += (1 - self.beta1) * gradient
            v *= self.beta2
            v += (1 - self.beta2) * gradient * gradient
            parameter -= rate * m / (np.sqrt(v) / root + self.epsilon)


def _between(name, value, low, high) -> float:
    if not low < value < high:
        room = f"above {low:g}" if high == np.inf else f"between {low:g} and {high:g}"
        raise ValueError(f"{name} must lie {room}, got {value}.")
    return float(value)
