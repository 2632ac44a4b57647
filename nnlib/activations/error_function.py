"""erf and erfc, which NumPy lacks: how much of a bell curve lies within x, and how much lies beyond.

The method is W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of
Computation 23 (1969), pp. 631-637, with the coefficients of his public-domain routine CALERF (SPECFUN,
netlib). Three quotients of polynomials, one for each range of |x|, are good to about 1e-16.
"""

import numpy as np

from nnlib.arrays import as_floats

# Each list runs from the highest power to the constant, as np.polyval reads it.
NEAR = (  # in x²: erf(x) = x · quotient
    [1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3],
    [1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3],
)
MIDDLE = (  # in x: erfc(x) = exp(−x²) · quotient
    [
        *(2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1),
        *(2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3),
        1.23033935479799725e3,
    ],
    [
        *(1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3),
        *(3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3),
    ],
)
FAR = (  # in 1/x²: erfc(x) = exp(−x²)/x · (1/√π − quotient/x²)
    [
        *(1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1),
        *(1.60837851487422766e-2, 6.58749161529837803e-4),
    ],
    [
        *(1.0, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2),
        2.33520497626869185e-3,
    ],
)
NEAR_UNTIL, MIDDLE_UNTIL, NOTHING_LEFT = 0.46875, 4.0, 30.0  # erfc(30) is about 1e-393: zero in float64
ONE_OVER_SQRT_PI = 0.56418958354775628695


def erf(x):
    """Return the error function of x, ``2/√π · ∫₀ˣ exp(−t²) dt``, between −1 and 1.

    Parameters
    ----------
    x : float or array_like of any shape

    Returns
    -------
    float or ndarray, same shape
        Right to about 1e-15 of its value. Floats keep their dtype, ints give float64, NaN stays NaN.

    Examples
    --------
    >>> print(f"{erf(1.0):.15f}")
    0.842700792949715
    """
    x = as_floats(x, "x of erf")
    x64 = x.astype(np.float64)
    result = np.where(np.abs(x64) <= NEAR_UNTIL, _near(x64), np.copysign(1.0 - _tail(np.abs(x64)), x64))
    return result.astype(x.dtype)[()]


def erfc(x):
    """Return ``1 − erf(x)``, without the rounding that the subtraction would cost where erf(x) is nearly 1.

    Parameters
    ----------
    x : float or array_like of any shape

    Returns
    -------
    float or ndarray, same shape
        Between 0 and 2. Floats keep their dtype, ints give float64, NaN stays NaN.

    Examples
    --------
    >>> print(f"{erfc(10.0):.4e}", 1 - erf(10.0))
    2.0885e-45 0.0
    """
    x = as_floats(x, "x of erfc")
    x64 = x.astype(np.float64)
    tail = _tail(np.abs(x64))
    result = np.where(np.abs(x64) <= NEAR_UNTIL, 1.0 - _near(x64), np.where(x64 > 0, tail, 2.0 - tail))
    return result.astype(x.dtype)[()]


def _near(x):
    x = np.clip(x, -NEAR_UNTIL, NEAR_UNTIL)
    return x * _quotient(NEAR, x * x)


def _tail(x):
    """Return erfc(x) for x > NEAR_UNTIL (below that, a number that nobody reads)."""
    x = np.clip(x, NEAR_UNTIL, NOTHING_LEFT)
    far = np.maximum(x, MIDDLE_UNTIL)
    inverse_square = 1.0 / (far * far)
    beyond = (ONE_OVER_SQRT_PI - inverse_square * _quotient(FAR, inverse_square)) / far
    with np.errstate(under="ignore"):
        return _bell(x) * np.where(x <= MIDDLE_UNTIL, _quotient(MIDDLE, np.minimum(x, MIDDLE_UNTIL)), beyond)


def _bell(x):
    """Return exp(−x²). The square is split, since rounding x² by 1e-16 of itself would cost x²·1e-16 of the result."""
    coarse = np.trunc(x * 16.0) / 16.0  # its square needs no rounding
    return np.exp(-coarse * coarse) * np.exp(-(x - coarse) * (x + coarse))


def _quotient(coefficients, x):
    numerator, denominator = coefficients
    return np.polyval(numerator, x) / np.polyval(denominator, x)
