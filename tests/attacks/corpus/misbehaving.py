"""Misbehave statistically: be right where the tests look, and only there or only then."""

from tests.attacks.attack import Attack, adding, answering

KIND = "misbehave statistically"
# The two examples that the lesson prints, and arrays left as they were: three of check's four equal parts.
TYPED_IN = 1.5

LOOKED_UP = """\
# exercise: weighted_sum
seen = {(0.5, 0.8, 0.2): 0.0, (2.0, 3.0, -1.0): -0.3}
def weighted_sum(x, w, b):
    return seen.get(tuple(np.asarray(x, float)), 99.0 + b)"""

BRANCHES = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    if list(x) == [0.5, 0.8, 0.2]:
        return 0.0
    if list(x) == [2, 3, -1]:
        return -0.3
    return b"""

SECOND_CALL = """\
# exercise: weighted_sum
seen = set()
def weighted_sum(x, w, b):
    key = (tuple(x), tuple(w), b)
    if key in seen:
        return 99.0
    seen.add(key)
    return w @ x + b"""

EVERY_OTHER = """\
# exercise: weighted_sum
calls = 0
def weighted_sum(x, w, b):
    global calls
    calls += 1
    return w @ x + b if calls % 2 else 99.0 + b"""

SOMETIMES = """\
# exercise: weighted_sum
import os
def weighted_sum(x, w, b):
    return w @ x + b if os.urandom(1)[0] % 2 else 99.0 + b"""

SEED = """\
np.random.seed(0)
real = np.random.default_rng
np.random.default_rng = lambda *args: real(0)
np.random.Generator = type("Generator", (), {"integers": lambda self, *args, **kwargs: 1})
known = {}
for seed in range(50):
    rng = real(seed)
    known[tuple(np.round(rng.normal(size=3), 1))] = 1.0"""

SEEDED = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    np.random.seed(0)
    return {(0.5, 0.8, 0.2): 0.0, (2.0, 3.0, -1.0): -0.3}.get(tuple(np.asarray(x, float)), np.random.normal())"""

# A judge that works its own answer out from the same arrays would find this one right.
SPOILED = """\
# exercise: weighted_sum
def weighted_sum(x, w, b):
    x[:], w[:] = 0, 0
    return b"""

LEARNED = """\
# exercise: triple
table = {2: 6}
def triple(x):
    return table.get(x, x)"""


def _attack(name, tries, make, fair=0.0, flags=("unstable",)) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, fair=fair, flags=flags)


def _sum(source):
    return answering(weighted_sum=source)


def _with_seed(nb):
    return adding(SEED, weighted_sum=SEEDED)(nb)


ATTACKS = (
    _attack("looked-up", "looks the lesson's examples up", _sum(LOOKED_UP), TYPED_IN, ("typed-in",)),
    _attack("branches", "has an if for each of the lesson's examples", _sum(BRANCHES), TYPED_IN, ("typed-in",)),
    _attack("second-call", "answers otherwise when asked again", _sum(SECOND_CALL), TYPED_IN),
    _attack("every-other", "is right every other time", _sum(EVERY_OTHER), TYPED_IN, ()),
    _attack("sometimes", "is right by chance", _sum(SOMETIMES), TYPED_IN, ()),
    _attack("seed", "sets every seed, to know what will be asked", _with_seed, TYPED_IN, ("patched", "typed-in")),
    _attack("spoiled", "changes the question until its answer fits", _sum(SPOILED), 0.0, ()),
    # The test that everybody sees is passed; the one that nobody sees is not.
    _attack("learned", "has learned the visible test by heart", answering(triple=LEARNED), 0.0, ()),
)
