"""What code looks up and binds, in every way that Python has of doing so."""

import ast

import pytest

from autograder.grading.judging.scopes import bound, looked_up


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a = b = 1", "a b"),
        ("(a, [b, *c]), d.e, f[0] = x", "a b c"),
        ("a += 1\nb: int = 2\nc: int", "a b c"),
        ("for a, b in x: c = 1\nelse: d = 2", "a b c d"),
        ("with open(p) as a, o as (b, c): pass", "a b c"),
        ("try: a = 1\nexcept E as b: pass\nfinally: c = 1", "a b c"),
        ("import os.path, numpy as a\nfrom x import y, z as b", "os a y b"),
        ("from x import *", "*"),
        ("def a(p, q=(r := 1)): k = 1\nasync def b(): pass\nclass c: m = 1", "a b c"),
        ("def a():\n    global g\n    g = 1", "a g"),
        ("[i for i in x if (a := i)]\n{j: k for j, k in x}\nlambda m: m", "a"),
        ("match x:\n    case [a, *b]: pass\n    case {'k': c, **d}: pass\n    case P() as e: pass", "a b c d e"),
        ("print(a)", ""),
        ("del a", ""),
    ],
)
def test_every_way_of_binding_a_name(source, names):
    assert bound(ast.parse(source)) == set(names.split())


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("assert f(x) == y.z", "f x y"),
        ("def h(a, b=k): return a + g(lambda c: c + d)", "k g d"),
        ("class C(B):\n    m = n\n    def f(self): return q", "B n q"),
        ("[i + s for i in xs]", "s xs"),
        ("@deco\ndef f(): pass", "deco"),
        ("f'{a:{b}}'", "a b"),
        ("with c as d: d()", "c d"),
        ("x += 1", "x"),
        ("def outer():\n    v = 1\n    def inner(): return v + w\n    return inner", "w"),
    ],
)
def test_every_way_of_looking_a_name_up(source, names):
    found = looked_up(compile(source, "", "exec")) - {"__name__"}  # a class body asks for its module's name
    assert found == set(names.split())
