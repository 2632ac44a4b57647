"""What honest beginners write: nothing of it deserves a flag."""

HONEST = {
    "plot": """\
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([1, 2])
ax.set_title("/ x")
plt.show()""",
    "rc": """\
import matplotlib.pyplot as plt
plt.rcParams["figure.figsize"] = (8, 4)
plt.style.use("ggplot")""",
    "printing": """\
np.set_printoptions(precision=3, suppress=True)""",
    "file": """\
with open("data.csv") as f:
    lines = f.readlines()
with open("out.txt", "w") as f:
    f.write("/a")""",
    "saved": """\
np.save("w.npy", w)
w = np.load("w.npy")
plt.savefig("figure.png")""",
    "path": """\
from pathlib import Path
for path in Path("data").glob("*.csv"):
    print(path.read_text())""",
    "folder": """\
import os
print(os.getcwd(), os.listdir())
os.makedirs("results", exist_ok=True)""",
    "environment": """\
import os
os.environ["KMP_DUPLICATE_LIB_OK"] = "TRUE"
os.environ.setdefault("OMP_NUM_THREADS", "1")""",
    "time": """\
import time
start = time.perf_counter()
time.sleep(0.1)
print(time.time() - start)""",
    "random": """\
import random
random.seed(1)
np.random.seed(42)
rng = np.random.default_rng(0)""",
    "dataclass": """\
from dataclasses import dataclass
@dataclass
class Point:
    x: float
    y: float
    def __eq__(self, other):
        return self.x == other.x and self.y == other.y""",
    "vector": """\
class Vector:
    def __init__(self, *values):
        self.values = values
        self.__dict__["n"] = len(values)
    def __eq__(self, other):
        if not isinstance(other, Vector):
            return False
        return self.values == other.values
    def __add__(self, other):
        return Vector(*[a + b for a, b in zip(self.values, other.values)])
    def __float__(self):
        return float(sum(self.values))
    def __repr__(self):
        return f"Vector{self.values}\"""",
    "enum": """\
from enum import Enum
class Bend(Enum):
    STEP = 1
    RELU = 2""",
    "error": """\
try:
    weighted_sum([1], [2], 3)
except (TypeError, ValueError) as e:
    print(type(e).__name__, e)""",
    "own error": """\
class WrongShape(ValueError):
    pass
raise WrongShape('no')""",
    "types": """\
from typing import Callable
def f(x: np.ndarray, g: Callable[[float], float] = abs) -> float:
    return g(x)""",
    "lambda": """\
step = lambda z: 1.0 if z > 0 else 0.0
print(list(map(step, [1, -1])), sorted([3, 1], key=lambda v: -v))""",
    "recursion": """\
import sys
sys.setrecursionlimit(5000)
def f(n):
    return 1 if n == 0 else n * f(n - 1)""",
    "warnings": """\
import warnings
warnings.filterwarnings('ignore')
np.seterr(all='ignore')
with np.errstate(divide='ignore'):
    1 / 2""",
    "cache": """\
from functools import lru_cache, partial, wraps
@lru_cache(None)
def f(n):
    return n
g = partial(f, 3)""",
    "decorator": """\
def twice(f):
    @wraps(f)
    def g(*a, **k):
        return f(*a, **k), f(*a, **k)
    return g""",
    "magic": """\
%matplotlib inline
%load_ext autoreload
%autoreload 2
%timeit -n 3 sum(range(10))
!pip install numpy
np.dot?""",
    "cell magic": """\
%%time
total = 0
for i in range(1000):
    total += i""",
    "colab": """\
import sys
IN_COLAB = 'google.colab' in sys.modules
if IN_COLAB:
    !pip install -q nnlib""",
    "shell name": """\
print('google.colab' in str(get_ipython()))
get_ipython().run_line_magic('matplotlib', 'inline')""",
    "all outputs": """\
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.ast_node_interactivity = 'all'""",
    "shown": """\
from IPython.display import display, HTML, Markdown
display(HTML('<b>1</b>'), Markdown('*a*'))""",
    "names": """\
signal = np.sin(1)
socket = 3
mock = [signal]
mock.append(socket)
Out = 3
print(Out)""",
    "shadow": """\
list = [1, 2]
sum = 0
max = 3
print(list, sum, max)""",
    "text": """\
s = 'a/b'.replace('/', '..')
print('/'.join(['..', 'x']), '../x', s.split('/'))
print(f'/{s}')""",
    "attribute": """\
def f(x):
    f.calls += 1
    return x
f.calls = 0
np_array = np.zeros(3)
np_array.shape = (3, 1)""",
    "pandas": """\
import pandas as pd
pd.options.display.max_rows = 5
df = pd.read_csv('data.csv')
df.x = 3""",
    "same import": """\
import numpy as np
from autograder import check
import math, itertools, collections
from nnlib import Neuron""",
    "inspect": """\
import inspect
print(inspect.signature(check))
import gc
gc.collect()
help(np.dot)
print(dir(np))""",
    "thread word": """\
# a thread of os.fork and exec(code)
print('os.system and __globals__ are words')""",
    "main": """\
if __name__ == '__main__':
    print(__doc__)""",
    "eval": """\
print(eval('1 + 2'))
x = float(input) if False else 3.0
assert x == 3, 'x'""",
    "not python": """\
this is not python at all, but why not?""",
    "await": """\
import asyncio
await asyncio.sleep(0)""",
    "escape": """\
print('\\d \\w')""",
}
