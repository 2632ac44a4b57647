"""Numbers that may be tiny, huge or exactly zero, written so that one look tells which."""

import math

from nnlib.labs import svg

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def power(exponent):
    """Return a power of ten as text.

    >>> power(-15)
    '10⁻¹⁵'
    """
    return "10" + str(exponent).translate(_RAISED)


def in_powers(value):
    """Return a number with two digits of meaning, as a power of ten where decimals would not show it.

    Exactly 0 and exactly 1 are written without decimals, so that neither can be taken for a rounded number.

    >>> in_powers(3.14e-15), in_powers(-0.0251), in_powers(0.0), in_powers(0.999), in_powers(12345.0)
    ('3.1·10⁻¹⁵', '−0.025', '0', '1.00', '1.2·10⁴')
    """
    if value in (0, 1):
        return "1" if value else "0"
    if 0.001 <= abs(value) < 1000:
        return svg.decimal(value, 2 if abs(value) >= 0.1 else 3 if abs(value) >= 0.01 else 4)
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits.replace('-', '−')}·{power(int(exponent))}"


def decade(value):
    """Return the exponent of the power of ten below a positive number, exact at the powers themselves.

    >>> decade(0.02), decade(1e-6), decade(1000.0)
    (-2, -6, 3)
    """
    exponent = math.floor(math.log10(value))
    return exponent + 1 if 10.0 ** (exponent + 1) <= value else exponent
