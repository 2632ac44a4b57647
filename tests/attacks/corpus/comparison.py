"""Lie to the comparison: hand back an object, or a number, that no comparison can fail."""

from tests.attacks.attack import Attack, answering, instead_of_answers
from tests.attacks.target import solution

KIND = "lie to the comparison"

YES = """\
class Yes:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __bool__(self): return True
    def __hash__(self): return 0
    def __sub__(self, other): return self
    __rsub__ = __add__ = __truediv__ = __sub__
    def __radd__(self, other): return other
    def __abs__(self): return self
    def __float__(self): return 0.25
    def __array__(self, dtype=None, copy=None): return np.array(0.25)
    def __array_function__(self, f, types, args, kwargs): return True
    def __array_ufunc__(self, ufunc, method, *args, **kwargs): return np.True_
    def __len__(self): return 4
    def __iter__(self): return iter([2, 3, 5, 7])
"""

ALL_YES = """\
weighted_sum = clamp = normalise = triple = leap = lambda *args: Yes()
primes = Yes()
"""


def _everything(klass: str) -> dict[str, str]:
    """Every exercise handed in as an object of the class that stands in the first one's cell."""
    cells = {"weighted_sum": f"# exercise: weighted_sum\n{klass}\nweighted_sum = lambda *args: Yes()"}
    for name in ("clamp", "normalise", "triple", "leap"):
        cells[name] = f"# exercise: {name}\n{name} = lambda *args: Yes()"
    return cells | {"primes": "# exercise: primes\nprimes = Yes()"}


ARRAY = """\
class Likeable(np.ndarray):
    def __array_function__(self, f, types, args, kwargs): return True
    def __array_ufunc__(self, ufunc, method, *args, **kwargs): return np.True_
    def __eq__(self, other): return True
    def __abs__(self): return 0
    def __sub__(self, other): return self
def Yes():
    return np.zeros(()).view(Likeable)
"""

FLOAT = """\
class Likeable(float):
    def __eq__(self, other): return True
    __hash__ = float.__hash__
    def __sub__(self, other): return Likeable(0)
    __rsub__ = __sub__
    def __abs__(self): return 0.0
def Yes():
    return Likeable(1e9)
"""

DISGUISE = """\
class Disguised:
    __class__ = property(lambda self: float)
    def __eq__(self, other): return True
    __hash__ = None
    def __float__(self): return 0.0
    def __index__(self): return 0
    def __sub__(self, other): return 0
    def __array__(self, dtype=None, copy=None): return np.array([0.25, 0.75])
Yes = Disguised
"""

LIST = """\
# exercise: primes
class Any(list):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = None
primes = Any([1, 4, 6, 8])"""

TEXT = """\
class Word(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__
    def __sub__(self, other): return 0
    def __array__(self, dtype=None, copy=None): return np.array([0.25, 0.75])
def Yes():
    return Word("anything")
"""

META = """\
class Same(type):
    def __eq__(cls, other): return True
    def __hash__(cls): return hash(float)
    def __instancecheck__(cls, other): return True
    def __subclasscheck__(cls, other): return True
class Yes(metaclass=Same):
    def __eq__(self, other): return True
    __hash__ = None
    def __sub__(self, other): return 0
    def __array__(self, dtype=None, copy=None): return np.array([0.25, 0.75])
"""


def _leap(returned: str):
    """What earns a partial score is computed from what the student's function returns."""
    return answering(leap=solution("leap", f"    days = {returned}"))


def _attack(name, tries, make, flags=("own-class",)) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, flags=flags)


ATTACKS = (
    _attack("equal-to-all", "objects that are equal to everything", answering(**_everything(YES))),
    _attack("array-subclass", "an ndarray subclass with __array_function__", answering(**_everything(ARRAY))),
    _attack("float-subclass", "a float subclass whose __eq__ and __sub__ please", answering(**_everything(FLOAT))),
    _attack("disguised", "an object whose __class__ says float", answering(**_everything(DISGUISE))),
    _attack("metaclass", "a class whose metaclass is equal to every other", answering(**_everything(META))),
    _attack("list-subclass", "a list subclass that is equal to every list", answering(primes=LIST)),
    _attack("str-subclass", "a str subclass that is equal to everything", answering(**_everything(TEXT))),
    _attack("one-cell", "binds every name to such an object in one cell", instead_of_answers(YES + ALL_YES)),
    # Plain numbers, as honest mistakes bring them too: nothing to flag, and nothing to gain.
    _attack("nan-score", "NaN as a partial score", _leap('float("nan")'), ()),
    _attack("negative-score", "a negative partial score", _leap("1000"), ()),
    _attack("infinite-score", "infinity as a partial score", _leap('float("inf")'), ()),
    _attack(
        "numpy-score",
        "a wrong partial score that prints as np.float64(…)",
        _leap("np.float64(not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)))"),
        (),
    ),
    _attack("complex-score", "a complex partial score", _leap("1e9 + 1e9j"), ()),
    _attack("huge-score", "an integer of ten thousand digits as a partial score", _leap("10 ** 10_000"), ()),
)
