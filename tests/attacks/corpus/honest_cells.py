"""What honest students write around their answers."""

RAISES = 'raise ValueError("I tried something here")'

TYPO = """\
prnt(weighted_sum)
y = undefined_name + 1"""

NO_SYNTAX = """\
def unfinished(:
    return"""

PLOT = """\
import matplotlib.pyplot as plt
plt.plot([1, 2, 3], [1, 4, 9])
plt.title("squares")
plt.show()"""

LONG_PRINT = """\
for number in range(3_000):
    print("line", number)"""

SETTINGS = """\
np.set_printoptions(precision=3)
import warnings
warnings.filterwarnings("ignore")
np.seterr(all="ignore")
np.random.seed(42)"""

TRIES = """\
# my own tests
assert triple(3) == 9
for v in (1, 7):
    print(clamp(v, 0, 3))
assert np.allclose(normalise(np.array([1.0, 1.0])), 0.5)"""

OWN_FILE = """\
rows = [line.split(",") for line in open("data.csv")]
print(rows)
with open("notes.txt", "w") as file:
    file.write("done")"""

OWN_MODULE = b"def thrice(x):\n    return 3 * x\n"

FROM_MODULE = """\
# exercise: triple
from tools import thrice
def triple(x):
    return thrice(x)"""

CATCHES = """\
# exercise: clamp
def clamp(value, low, high):
    try:
        assert low <= value <= high
        return value
    except AssertionError:
        return low if value < low else high"""

MAGIC = """\
%matplotlib inline
%time x = 1 + 1"""
