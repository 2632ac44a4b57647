"""Turn what a caller passes into arrays of floats, or say in a sentence why that cannot be."""

import numpy as np


def as_floats(values, what) -> np.ndarray:
    """Return `values` as an array of floats: floats keep their dtype, ints and booleans become float64.

    Parameters
    ----------
    values : array_like of any shape
        Numbers, nested lists of numbers, or an array.
    what : str
        How the sentence of an error calls them, for example ``"The weights of a Neuron"``.

    Returns
    -------
    ndarray of floats, same shape
        The very array that came in, where it already holds floats.

    Raises
    ------
    ValueError
        If rows differ in length.
    TypeError
        If something in there is not a real number.

    Examples
    --------
    >>> as_floats([1, 2], "The weights")
    array([1., 2.])
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{what} must be rows of equal length, got rows that differ in length.") from None
    if array.dtype.kind == "f":
        return array
    if array.dtype.kind in "iub":
        return array.astype(np.float64)
    raise TypeError(
        f"{what} must be real numbers, got {describe(values)}. Pass a number, a list or an array of numbers."
    )


def describe(value) -> str:
    """Name `value` briefly for the sentence of an error.

    Examples
    --------
    >>> describe("abc")
    "'abc' (str)"
    >>> describe(np.zeros(2, dtype=complex))
    'an array of complex128 of shape (2,)'
    """
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype} of shape {value.shape}"
    text = repr(value)
    return f"{text if len(text) <= 40 else text[:37] + '...'} ({type(value).__name__})"
