"""Where the weights of a layer start. Each returns an array with a row for each neuron: (fan_out, fan_in)."""

import math

import numpy as np

from nnlib.arrays import describe


def zeros(fan_in, fan_out) -> np.ndarray:
    """Return weights of 0: every neuron the same, which training can never undo.

    Parameters
    ----------
    fan_in, fan_out : int
        How many numbers come into the layer, and how many leave it.

    Returns
    -------
    ndarray of shape (fan_out, fan_in)

    Examples
    --------
    >>> zeros(3, 2)
    array([[0., 0., 0.],
           [0., 0., 0.]])
    """
    return np.zeros(_shape(fan_in, fan_out))


def xavier(fan_in, fan_out, *, rng) -> np.ndarray:
    """Return uniform weights of variance 2 / (fan_in + fan_out), for sigmoid and tanh.

    They lie between ±√(6 / (fan_in + fan_out)). Also named after its first author's surname, Glorot.

    Parameters
    ----------
    fan_in, fan_out : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (fan_out, fan_in)

    References
    ----------
    Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.

    Examples
    --------
    >>> weight = xavier(128, 64, rng=np.random.default_rng(0))
    >>> weight.shape, bool(abs(weight).max() <= math.sqrt(6 / 192))
    ((64, 128), True)
    """
    limit = math.sqrt(6 / sum(_shape(fan_in, fan_out)))
    return _generator(rng, "xavier").uniform(-limit, limit, size=(fan_out, fan_in))


def he(fan_in, fan_out, *, rng) -> np.ndarray:
    """Return normal weights of variance 2 / fan_in, for ReLU and its relatives.

    The 2 makes up for the half of the mean square that a ReLU takes away.

    Parameters
    ----------
    fan_in, fan_out : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (fan_out, fan_in)

    References
    ----------
    He, Zhang, Ren & Sun, Delving deep into rectifiers, 2015.

    Examples
    --------
    >>> he(128, 64, rng=np.random.default_rng(0)).shape
    (64, 128)
    """
    shape = _shape(fan_in, fan_out)
    return _generator(rng, "he").normal(0, math.sqrt(2 / fan_in), size=shape)


def orthogonal(size, *, rng) -> np.ndarray:
    """Return a random turn (or mirror image) of space: lengths and angles stay what they were.

    A hundred layers of such weights neither blow up nor fade, which a hundred random matrices do.

    Parameters
    ----------
    size : int
        How many numbers come in, and leave.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (size, size)
        Its rows have length 1 and stand at right angles to each other.

    References
    ----------
    Saxe, McClelland & Ganguli, Exact solutions to the nonlinear dynamics of learning, 2014.

    Examples
    --------
    >>> turn = orthogonal(2, rng=np.random.default_rng(0))
    >>> bool(np.allclose(turn @ turn.T, np.eye(2)))
    True
    """
    random = _generator(rng, "orthogonal").normal(size=_shape(size, size))
    turned, triangle = np.linalg.qr(random)
    return turned * np.sign(np.diag(triangle))  # without the signs, some turns would be likelier than others


def _shape(fan_in, fan_out):
    for name, size in (("fan_in", fan_in), ("fan_out", fan_out)):
        if isinstance(size, bool) or not isinstance(size, int | np.integer):
            raise TypeError(f"{name} must be a whole number, got {describe(size)}.")
        if size < 1:
            raise ValueError(f"{name} must be at least 1, got {size}.")
    return int(fan_out), int(fan_in)


def _generator(rng, who):
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"{who} expected a numpy.random.Generator as rng, got {describe(rng)}. Pass np.random.default_rng(0), say."
        )
    return rng
