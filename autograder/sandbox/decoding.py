"""Read a value from bytes that a hostile process may have written."""

import json
import re

import numpy as np

from .encoding import LENGTH, MOST_ITEMS, MOST_TREE_BYTES
from .values import MISSING, Opaque, Ref, WireError, clean_name

_DTYPE = re.compile(r"b1|[iu][1248]|f[248]|c8|c16|[US]\d{1,6}")
_HEX = re.compile(r"-?0x[0-9a-f]{1,16400}")
_MOST_AXES = 32
_WIDEST = 1 << 62


def decode(data: bytes, make_ref, limits, own=None):
    """Read a value.

    Parameters
    ----------
    data : bytes
        What `encode` wrote, or what a hostile process made look like it.
    make_ref : callable
        Takes the `Ref` of a callable on the other side and returns what stands for it here.
    limits : Limits
    own : callable, optional
        Takes a handle of a callable on this side that comes back, and returns the callable.

    Raises
    ------
    WireError
        If the bytes are anything but one whole value within the limits.
    """
    try:
        return _Reader(data, make_ref, limits, own).value()
    except WireError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, MemoryError) as error:
        raise WireError(f"A value could not be read ({type(error).__name__}).") from None


class _Reader:
    def __init__(self, data, make_ref, limits, own):
        if len(data) < LENGTH.size or len(data) > limits.message_bytes + MOST_TREE_BYTES + LENGTH.size:
            raise WireError(f"A value of {len(data):,} bytes is not within the limits.")
        (length,) = LENGTH.unpack_from(data)
        if length > MOST_TREE_BYTES or LENGTH.size + length > len(data):
            raise WireError("The length of a value is not true.")
        self.tree = bytes(data[LENGTH.size : LENGTH.size + length])
        self.data, self.at = memoryview(data), LENGTH.size + length
        self.make_ref, self.limits, self.own, self.items = make_ref, limits, own, MOST_ITEMS

    def value(self):
        value = self.read(json.loads(self.tree), 0)
        if self.at != len(self.data):
            raise WireError("Bytes are left over behind a value.")
        return value

    def read(self, node, depth):
        self.items -= 1
        if depth > self.limits.depth or self.items < 0:
            raise WireError(f"The value is nested more than {self.limits.depth} deep or has too many items.")
        if type(node) is not list:
            if type(node) is dict:
                raise WireError("An untagged object.")
            return node
        if not node or type(node[0]) is not str or node[0] not in _TAGS:
            raise WireError("An unknown kind of value.")
        return _TAGS[node[0]](self, depth, *node[1:])

    def buffer(self, length) -> memoryview:
        if type(length) is not int or not 0 <= length <= len(self.data) - self.at:
            raise WireError("A buffer is not there.")
        self.at += length
        return self.data[self.at - length : self.at]

    def several(self, nodes, depth) -> list:
        if type(nodes) is not list:
            raise WireError("A list was expected.")
        return [self.read(node, depth + 1) for node in nodes]

    def mapping(self, depth, pairs):
        if type(pairs) is not list or not all(type(pair) is list and len(pair) == 2 for pair in pairs):
            raise WireError("Pairs were expected.")
        return {self.read(k, depth + 1): self.read(v, depth + 1) for k, v in pairs}

    def array(self, depth, dtype, shape, length):
        if type(shape) is not list or len(shape) > _MOST_AXES or not all(_is_count(n) for n in shape):
            raise WireError("The shape of an array is not a shape.")
        flat = _flat(dtype, self.buffer(length))
        size = 1
        for n in shape:  # Python's own integers: the product cannot overflow
            size *= n
        if size != flat.size:
            raise WireError("The shape of an array does not fit its bytes.")
        return flat.reshape(shape)

    def scalar(self, depth, dtype, length):
        flat = _flat(dtype, self.buffer(length))
        if flat.size != 1:
            raise WireError("A single number was expected.")
        return flat[0]

    def generator(self, depth, state, inc, has, uinteger):
        rng = np.random.Generator(np.random.PCG64(0))
        inner = {"state": _whole(state), "inc": _whole(inc)}
        rng.bit_generator.state = {
            "bit_generator": "PCG64",
            "state": inner,
            "has_uint32": _plain(has, int),
            "uinteger": _plain(uinteger, int),
        }
        return rng

    def foreign(self, depth, handle, name, kind):
        if kind not in ("function", "class", "object", "activation"):
            raise WireError("An unknown kind of callable.")
        return self.make_ref(Ref(_plain(handle, int), clean_name(name), kind))

    def returned(self, depth, handle):
        if self.own is None:
            raise WireError("A callable of this side was not expected.")
        return self.own(_plain(handle, int))

    def opaque(self, depth, name, own_class, why):
        return Opaque(clean_name(name), _plain(own_class, bool), _plain(why, str)[:200])


def _plain(value, kind):
    if type(value) is not kind:
        raise WireError(f"A {kind.__name__} was expected.")
    return value


def _is_count(n) -> bool:
    return type(n) is int and 0 <= n < _WIDEST


def _whole(text) -> int:
    if type(text) is not str or not _HEX.fullmatch(text):
        raise WireError("A whole number was expected.")
    return int(text, 16)


def _real(value) -> float:
    """A part of a complex number: a float, or the tag of one that is not finite."""
    if type(value) is list and len(value) == 2 and value[0] == "f":
        return _special(value[1])
    return _plain(value, float)


def _special(text) -> float:
    if text not in ("nan", "inf", "-inf"):
        raise WireError("An unknown float.")
    return float(text)


def _flat(dtype, data) -> np.ndarray:
    """A fresh, writable, one-dimensional array from raw bytes whose every item is a proper one."""
    if type(dtype) is not str or not _DTYPE.fullmatch(dtype) or dtype[1:].startswith("0"):
        raise WireError("An unknown dtype.")
    kind = np.dtype("<" + dtype)
    if len(data) % kind.itemsize:
        raise WireError("The bytes of an array do not fit its dtype.")
    if kind.kind == "b":
        return np.frombuffer(data, "u1") != 0  # a byte of 2 would be a True that is not equal to True
    if kind.kind == "U" and len(data) and np.frombuffer(data, "<u4").max() > 0x10FFFF:
        raise WireError("An array holds text that is not Unicode.")
    return np.frombuffer(data, kind).astype(kind.newbyteorder("="))


_TAGS = {
    "i": lambda self, depth, text: _whole(text),
    "f": lambda self, depth, text: _special(text),
    "c": lambda self, depth, real, imag: complex(_real(real), _real(imag)),
    "b": lambda self, depth, length: bytes(self.buffer(length)),
    "l": lambda self, depth, nodes: self.several(nodes, depth),
    "t": lambda self, depth, nodes: tuple(self.several(nodes, depth)),
    "s": lambda self, depth, nodes: set(self.several(nodes, depth)),
    "z": lambda self, depth, nodes: frozenset(self.several(nodes, depth)),
    "d": _Reader.mapping,
    "r": lambda self, depth, a, b, c: range(*(_plain(self.read(n, depth + 1), int) for n in (a, b, c))),
    "e": lambda self, depth: ...,
    "ni": lambda self, depth: NotImplemented,
    "m": lambda self, depth: MISSING,
    "a": _Reader.array,
    "n": _Reader.scalar,
    "g": _Reader.generator,
    "F": _Reader.foreign,
    "R": _Reader.returned,
    "o": _Reader.opaque,
}
