"""Write a value as bytes: a small tree of tagged JSON, and arrays as raw buffers behind it.

A list in the JSON is always ``[tag, …]``; None, True, False, text, short whole numbers and finite floats stand for
themselves. The bytes are ``!I`` (length of the JSON), the JSON, the buffers.
"""

import json
import math
import struct
import sys
import types
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import numpy as np

from .values import MISSING, Opaque, Ref, WireError, clean_name

LENGTH = struct.Struct("!I")
# A tree of Python objects needs some 25 times the memory of its text, so it gets a smaller cap than raw arrays.
MOST_TREE_BYTES = 8 << 20
MOST_ITEMS = 1_000_000
_SAFE_INT = 1 << 53
_MADE_AT_RUN_TIME = 1 << 9  # Py_TPFLAGS_HEAPTYPE: every class that is written in Python has it
_MOST_BITS = 1 << 16
_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, np.ufunc)
_ARRAY_KINDS = "biufcUS"
_NARROWER = {"g": "<f8", "G": "<c16"}  # long double is not the same on two machines
# A library's subclass travels as the first of these that it is.
_BASES = (float, int, str, bytes, list, tuple, dict, set, frozenset, complex)


def encode(value, register_callable, limits, writer=None) -> bytes:
    """Write `value` as bytes.

    Parameters
    ----------
    value : object
        Plain data, arrays, callables, or anything else, which becomes an `Opaque`.
    register_callable : callable
        Takes a callable and returns a `Ref` for it, or None where callables do not travel. A `Ref` of the kind
        "home" says that the callable stands for one of the other side's.
    limits : Limits
    writer : type, optional
        For what writes less than everything, see `encode_plain`.

    Raises
    ------
    WireError
        If the value is nested too deep, has too many items or too many bytes.
    """
    writer = (writer or _Writer)(register_callable, limits)
    tree = json.dumps(writer.write(value, 0), separators=(",", ":"), allow_nan=False).encode()
    if len(tree) > MOST_TREE_BYTES:
        raise WireError(f"The value takes {len(tree):,} bytes as text, more than {MOST_TREE_BYTES:,}.")
    return b"".join([LENGTH.pack(len(tree)), tree, *writer.buffers])


def encode_plain(value, limits) -> bytes | None:
    """Write plain data and arrays as bytes and touch nothing of a class's own; None where there is more to it."""
    try:
        return encode(value, None, limits, _PlainWriter)
    except (WireError, _NotPlain, MemoryError):
        return None


class _NotPlain(Exception):
    """The value holds something else than builtin data and arrays."""


class _Writer:
    def __init__(self, register_callable, limits):
        self.register_callable, self.limits = register_callable, limits
        self.buffers, self.room, self.items = [], limits.message_bytes, MOST_ITEMS

    def write(self, value, depth):
        self.items -= 1
        if depth > self.limits.depth:
            raise WireError(f"The value is nested more than {self.limits.depth} deep.")
        if self.items < 0:
            raise WireError(f"The value has more than {MOST_ITEMS:,} items.")
        kind = type(value)
        if kind in _PLAIN:
            return _PLAIN[kind](self, value, depth)
        return self._other(value, kind, depth)

    def take(self, size):
        """Count bytes before they are copied, so that a huge value costs nothing."""
        self.room -= size
        if self.room < 0:
            raise WireError(f"The value is larger than {self.limits.message_mb} MB.")

    def buffer(self, data: bytes) -> int:
        self.buffers.append(data)
        return len(data)

    def text(self, value, depth):
        self.take(len(value))
        return value

    def integer(self, value, depth):
        if -_SAFE_INT < value < _SAFE_INT:
            return value
        if value.bit_length() > _MOST_BITS:
            raise WireError(f"A whole number has more than {_MOST_BITS:,} bits.")
        return ["i", hex(value)]

    def real(self, value, depth):
        return value if math.isfinite(value) else ["f", repr(value)]

    def complex(self, value, depth):
        return ["c", self.real(value.real, 0), self.real(value.imag, 0)]

    def raw(self, value, depth):
        self.take(len(value))
        return ["b", self.buffer(value)]

    def items_of(self, tag):
        return lambda self, value, depth: [tag, self.several(tuple(value), depth)]

    def several(self, items, depth):
        if set(map(type, items)) == {float} and all(map(math.isfinite, items)):  # the common case, many times faster
            self.items -= len(items)
            return list(items)
        return [self.write(item, depth + 1) for item in items]

    def mapping(self, value, depth):
        pairs = list(value.items())
        return ["d", [[self.write(k, depth + 1), self.write(v, depth + 1)] for k, v in pairs]]

    def range(self, value, depth):
        return ["r", *(self.integer(n, 0) for n in (value.start, value.stop, value.step))]

    def array(self, value, depth):
        kind = _wire_dtype(value.dtype)
        if kind is None:
            return ["o", f"ndarray of dtype {clean_name(str(value.dtype))}", False, ""]
        self.take(value.size * np.dtype(kind).itemsize)
        data = np.ascontiguousarray(value, dtype=kind).tobytes()
        return ["a", kind[1:], list(value.shape), self.buffer(data)]

    def scalar(self, value):
        kind = _wire_dtype(value.dtype)
        if kind is None:
            return ["o", clean_name(type(value).__name__), False, ""]
        data = np.array(value).astype(kind).tobytes()
        self.take(len(data))
        return ["n", kind[1:], self.buffer(data)]

    def generator(self, value, depth):
        state = value.bit_generator.state
        if state["bit_generator"] != "PCG64":
            return ["o", "Generator", False, ""]
        inner = state["state"]
        return ["g", hex(inner["state"]), hex(inner["inc"]), int(state["has_uint32"]), int(state["uinteger"])]

    def ref(self, value, depth):
        return ["R", value.handle]

    def opaque(self, value, depth):
        return ["o", clean_name(value.type_name), bool(value.own_class), value.why[:200]]

    def _other(self, value, kind, depth):
        if issubclass(kind, np.generic) and kind.__module__ == "numpy" and _is_librarys(kind):
            return self.scalar(value)
        if kind in (Fraction, Decimal):
            with suppress(OverflowError):  # one that is too large for a float stays here
                return self.real(float(value), depth)
        if kind in _FUNCTIONS or issubclass(kind, type) or self._is_callable_object(kind):
            ref = self.register_callable(value)
            if ref is not None and ref.kind == "home":
                return ["R", ref.handle]
            if ref is not None:
                return ["F", ref.handle, clean_name(ref.name), ref.kind]
        elif _is_librarys(kind):
            plain = _as_base(value)
            if plain is not value:
                return self.write(plain, depth)
        return ["o", clean_name(kind.__name__), not _is_librarys(kind), ""]

    def _is_callable_object(self, kind):
        """An object with a call of its own (functools.partial, np.vectorize, a network) is a function to us."""
        has_call = any("__call__" in vars(base) for base in kind.__mro__)
        return has_call and not issubclass(kind, (*_BASES, np.ndarray))


class _PlainWriter(_Writer):
    def _other(self, value, kind, depth):
        raise _NotPlain


_PLAIN = {
    type(None): lambda self, value, depth: value,
    bool: lambda self, value, depth: value,
    str: _Writer.text,
    int: _Writer.integer,
    float: _Writer.real,
    complex: _Writer.complex,
    bytes: _Writer.raw,
    list: _Writer.items_of(None, "l"),
    tuple: _Writer.items_of(None, "t"),
    set: _Writer.items_of(None, "s"),
    frozenset: _Writer.items_of(None, "z"),
    dict: _Writer.mapping,
    range: _Writer.range,
    type(...): lambda self, value, depth: ["e"],
    type(NotImplemented): lambda self, value, depth: ["ni"],
    type(MISSING): lambda self, value, depth: ["m"],
    np.ndarray: _Writer.array,
    np.random.Generator: _Writer.generator,
    Ref: _Writer.ref,
    Opaque: _Writer.opaque,
}


def _wire_dtype(dtype) -> str | None:
    """The dtype as it travels, little-endian; None for one that does not."""
    if dtype.kind not in _ARRAY_KINDS or dtype.itemsize == 0:
        return None
    return _NARROWER.get(dtype.char) or dtype.newbyteorder("<").str.replace("|", "<")


def _is_librarys(kind) -> bool:
    """Tell whether a class comes with Python or a library, whatever it says of itself."""
    if not kind.__flags__ & _MADE_AT_RUN_TIME:
        return True
    module = sys.modules.get(kind.__module__) if type(kind.__module__) is str else None
    if module is None or kind.__module__ == "__main__":
        return False
    found = module
    for part in kind.__qualname__.split("."):
        found = getattr(found, part, None)
    return found is kind or not any(_is_notebooks(thing) for thing in vars(kind).values())


def _is_notebooks(thing) -> bool:
    return getattr(getattr(thing, "__func__", thing), "__globals__", {}).get("__name__") == "__main__"


def _as_base(value):
    """The plain data under a library's subclass, read with the base's own methods; else the value itself."""
    if isinstance(value, np.ndarray):
        return np.ndarray.view(value, np.ndarray)
    for base in _BASES:
        if isinstance(value, base):
            return base.__new__(base, value) if base is not dict else dict(dict.items(value))
    return value
