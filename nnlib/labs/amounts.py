"""Large amounts in words: three digits and a name for the thousands."""

_COUNTS = ("", " thousand", " million", " billion", " trillion", " quadrillion")
_SHORT = ("", "k", "M", "B", "T", "Q")
_BYTES = ("B", "kB", "MB", "GB", "TB", "PB")


def amount(number):
    """Write a number of things.

    >>> amount(74_241), amount(999_950), amount(7_000_000_000), amount(12)
    ('74.2 thousand', '1.00 million', '7.00 billion', '12')
    """
    digits, power = _digits(number)
    return digits + _COUNTS[power]


def short(number):
    """Write the same for a narrow place: in full below a million.

    >>> short(74_241), short(16_777_216)
    ('74,241', '16.8M')
    """
    if number < 1_000_000:
        return f"{number:,}"
    digits, power = _digits(number)
    return digits + _SHORT[power]


def in_bytes(number):
    """Write a number of bytes; a kilobyte has 1,000 of them, a gigabyte 10⁹.

    >>> in_bytes(14e9), in_bytes(296_964), in_bytes(6)
    ('14.0 GB', '297 kB', '6 B')
    """
    digits, power = _digits(number)
    return f"{digits} {_BYTES[power]}"


def in_seconds(seconds):
    """Write a time.

    >>> in_seconds(0.000021), in_seconds(0.0034), in_seconds(1.5)
    ('21.0 µs', '3.40 ms', '1.50 s')
    """
    for unit, name in ((1e-6, "µs"), (1e-3, "ms")):
        if seconds < 999.5 * unit:
            return f"{_three(seconds / unit)} {name}"
    return f"{_three(seconds)} s"


def _digits(number):
    power = 0
    while number >= 999.5 and power < len(_COUNTS) - 1:
        number /= 1000
        power += 1
    if power == 0:
        return f"{number:.3g}", 0
    return _three(number), power


def _three(number):
    return f"{number:.{2 if number < 9.995 else 1 if number < 99.95 else 0}f}"
