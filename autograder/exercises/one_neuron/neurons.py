"""Read a neuron that a student wrote down as a pair (w, b)."""

import numpy as np

from autograder.answers import describe
from autograder.judge import read_array


def read_neuron(answer, shape, name) -> tuple[np.ndarray, float]:
    """Read a pair ``(w, b)`` with weights of the given shape.

    Raises
    ------
    ValueError
        With a sentence that says what came and what was expected.
    """
    example = f", written like ({[0] * shape[0]}, 0)" if len(shape) == 1 else ""
    wanted = f"a pair (w, b) with {_weights_in_words(shape)}{example}"
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise ValueError(f"{name} should be {wanted}; got {describe(answer)}.")
    w, b = (read_array(part) for part in answer)
    for part in (w, b):
        if isinstance(part, str):
            raise ValueError(f"{name} should be {wanted}. {part}")
    if w.ndim == 0 and b.ndim > 0:
        raise ValueError(f"{name} has the bias first. The weights come first: (w, b).")
    if w.size == 1 and shape == (1,):
        w = w.reshape(1)  # a neuron with one input may write its weight as a plain number
    if w.shape != shape:
        raise ValueError(f"{name} should be {wanted}; got weights of shape {w.shape}.")
    if b.size != 1:
        raise ValueError(f"{name} should be {wanted}; got {describe(answer[1])} as its bias. A neuron has one bias.")
    if not (np.isfinite(w).all() and np.isfinite(b).all()):
        raise ValueError(f"{name} holds NaN or infinity. Use finite numbers.")
    return w, float(b.reshape(()))


def _weights_in_words(shape) -> str:
    count = " × ".join(map(str, shape))
    return f"{count} weight{'' if shape == (1,) else 's'} and one bias"
