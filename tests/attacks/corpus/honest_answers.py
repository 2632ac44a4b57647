"""Right answers of honest students, in every spelling."""

FLOAT32 = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    return np.float32(np.dot(np.float32(x), np.float32(w)) + np.float32(b))"""

PRINTS = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    print("x =", x, "w =", w)
    z = w @ x + b
    print(z)
    return z"""

WARNS = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    _ = np.log(np.zeros(1)) + np.array([1.0]) / 0
    return w @ x + b"""

TO_STDERR = """\
# exercise: triple
import sys, warnings
def triple(x):
    print("debug", x, file=sys.stderr)
    warnings.warn("is this right?")
    return 3 * x"""

LIST = """\
# exercise: normalise
def normalise(parts):
    return [part / sum(parts) for part in parts]"""

TUPLE = """\
# exercise: normalise
def normalise(parts):
    total = float(np.sum(parts))
    return tuple(p / total for p in parts)"""

INTS = """\
# exercise: leap
def leap(year):
    import calendar
    return calendar.isleap(year)"""

SCALARS = """\
# exercise: leap
def leap(year):
    return np.int64((year % 4 == 0) & (year % 100 != 0) | (year % 400 == 0))"""

LOOP = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    z = b
    for one, weight in zip(x, w):
        z += one * weight
    return z"""

EINSUM = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    return np.einsum("i,i->", x, w) + b"""

HELPER = """\
def plus(a, b):
    return a + b

def times(a, b):
    return a * b"""

WITH_HELPER = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    z = b
    for i in range(len(x)):
        z = plus(z, times(x[i], w[i]))
    return z"""

WITH_IMPORTS = """\
# exercise: clamp
def clamp(value, low, high):
    return statistics.median([low, value, high])"""

IN_DEMO = """\
print("one third is about", round(1 / 3, 4))
def three_times(x):
    return x + x + x"""

FROM_DEMO = """\
# exercise: triple
def triple(x):
    return three_times(x)"""

DATACLASS = """\
# exercise: weighted_sum
from dataclasses import dataclass
@dataclass
class Ledger:
    total: float = 0.0
    def add(self, product):
        self.total += product
def weighted_sum(x, w, b):
    ledger = Ledger()
    for product in x * w:
        ledger.add(product)
    ledger.add(b)
    return ledger.total"""

VECTOR = """\
class Vector:
    def __init__(self, values):
        self.values = list(values)
    def __eq__(self, other):
        return self.values == other.values
    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.values, other.values))
    def __repr__(self):
        return f"Vector({self.values})" """

WITH_VECTOR = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    return Vector(x) @ Vector(w) + b"""

RECURSION = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    return b if len(x) == 0 else x[0] * w[0] + weighted_sum(x[1:], w[1:], b)"""

GENERATOR = """\
# exercise: weighted_sum
def products(x, w):
    for pair in zip(x, w):
        yield pair[0] * pair[1]
def weighted_sum(x, w, b):
    return sum(products(x, w), start=b)"""

CONSTANTS = """\
# exercise: triple
THREE = 3
def triple(x):
    return THREE * x"""

CLOSURE = """\
# exercise: triple
def multiplier(factor):
    def times(x):
        return factor * x
    return times
triple = multiplier(3)"""

CACHED = """\
# exercise: leap
from functools import lru_cache
@lru_cache(maxsize=None)
def leap(year):
    return 1 if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0) else 0"""

DECORATED = """\
# exercise: clamp
import functools
def noisy(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print(function.__name__, args)
        return function(*args, **kwargs)
    return wrapper
@noisy
def clamp(value, low, high):
    return max(low, min(value, high))"""

LAMBDA = """\
# exercise: clamp
clamp = lambda value, low, high: low if value < low else high if value > high else value"""

PARTIAL = """\
# exercise: triple
from functools import partial
from operator import mul
triple = partial(mul, 3)"""

CALLABLE = """\
# exercise: triple
class Times:
    def __init__(self, factor):
        self.factor = factor
    def __call__(self, x):
        return self.factor * x
triple = Times(3).__call__"""

TYPED = """\
# exercise: clamp
from typing import Any
def clamp(value: float, low: float, high: float) -> Any:
    \"\"\"Keep value inside.\"\"\"
    return float(np.clip(value, low, high))"""

COMPREHENSION = """\
# exercise: primes
primes = [n for n in range(2, 10) if all(n % d for d in range(2, n))]"""

NUMPY_INTS = """\
# exercise: primes
primes = [np.int64(n) for n in (2, 3, 5, 7)]"""

SLOW = """\
# exercise: triple
import time
def triple(x):
    time.sleep(0.05)
    return sum([x for _ in range(3)])"""
