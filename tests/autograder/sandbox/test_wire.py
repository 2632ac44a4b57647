"""Does a value come out as it went in, and is everything else refused?"""

import collections
import contextlib
import json
import math
import signal
import socket
import struct
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox.limits import Limits
from autograder.sandbox.wire import MISSING, Opaque, Ref, WireError, decode, encode, receive_message, send_message

LIMITS = Limits(message_mb=1)
KEYS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.tuples(st.integers(), st.text()))
LEAVES = st.one_of(KEYS, st.floats(), st.complex_numbers(), st.binary(), st.just(...), st.just(NotImplemented))
VALUES = st.recursive(
    st.one_of(LEAVES, st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.integers(1, 9))),
    lambda inner: st.one_of(
        st.lists(inner), st.lists(inner).map(tuple), st.dictionaries(KEYS, inner), st.sets(KEYS), st.frozensets(KEYS)
    ),
    max_leaves=20,
)
DTYPES = st.one_of(
    hnp.boolean_dtypes(), hnp.integer_dtypes(), hnp.unsigned_integer_dtypes(), hnp.floating_dtypes(sizes=(16, 32, 64)),
    hnp.complex_number_dtypes(sizes=(64, 128)), hnp.unicode_string_dtypes(max_len=5),
)  # fmt: skip


def through(value, **more):
    return decode(encode(value, lambda f: None, LIMITS), lambda ref: ref, LIMITS, **more)


def same(a, b) -> bool:
    """Equal in type and value, NaN equal to itself, 0.0 not to -0.0."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a), list(b)) and same(list(a.values()), list(b.values()))
    return a == b


@given(VALUES)
def test_plain_values_come_out_as_they_went_in(value):
    assert same(through(value), value)


@given(hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)))
def test_arrays_come_out_as_they_went_in(array):
    came = through(array)
    assert type(came) is np.ndarray
    assert came.dtype == array.dtype.newbyteorder("=")
    assert came.shape == array.shape
    np.testing.assert_array_equal(came, array)
    if came.size:
        came[...] = came.flat[0]  # a fresh copy may be written to


def test_arrays_of_any_layout_travel():
    array = np.arange(24.0).reshape(2, 3, 4)
    for view in (array.T, array[::-1, ::2], np.broadcast_to(np.float32(1), (3, 3)), np.asfortranarray(array)):
        np.testing.assert_array_equal(through(view), view)


@pytest.mark.parametrize("scalar", [np.float32(0.1), np.float16(2), np.int8(-3), np.bool_(True), np.complex64(1j)])
def test_numpy_scalars_keep_their_type(scalar):
    came = through(scalar)
    assert (type(came), came) == (type(scalar), scalar)


def test_a_long_double_becomes_a_double():
    assert through(np.array([1.5], np.longdouble)).dtype == np.float64
    assert type(through(np.longdouble(1.5))) is np.float64


def test_a_generator_travels_with_its_state():
    rng = np.random.default_rng(7)
    rng.integers(10, dtype=np.uint32)
    assert through(rng).normal() == rng.normal()


def test_subclasses_of_libraries_travel_as_what_they_are_below():
    for value, plain in [
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.defaultdict(int, b=2), {"b": 2}),
        (signal.SIGTERM, 15),
        (sys.version_info, tuple(sys.version_info)),
    ]:
        came = through(value)
        assert (type(came), came) == (type(plain), plain)
    matrix = through(np.asarray([[1, 2]]).view(np.matrix))
    assert type(matrix) is np.ndarray


def test_an_own_class_is_told_from_a_librarys():
    written = """class Liar(float):
    def __eq__(self, other):
        return True"""
    notebook = {"__name__": "__main__"}
    exec(written, notebook)
    Liar = notebook["Liar"]
    assert through(Liar(1)) == Opaque("Liar", True)
    assert through([Liar(1)]) == [Opaque("Liar", True)]
    Liar.__module__ = "numpy"  # a lie about its origin changes nothing
    assert through(Liar(1)) == Opaque("Liar", True)
    assert through(iter([])) == Opaque("list_iterator", False)


def test_an_array_of_objects_does_not_travel():
    assert type(through(np.array([None, [1]], dtype=object))) is Opaque
    assert type(through(np.zeros(2, dtype=[("a", "f8")]))) is Opaque


def test_callables_become_references_and_find_home():
    sent = encode([len, max], lambda f: Ref(1 if f is len else 2, f.__name__), LIMITS)
    refs = decode(sent, lambda ref: ref, LIMITS)
    assert refs == [Ref(1, "len"), Ref(2, "max")]
    home = {1: len, 2: max}
    back = encode(refs, None, LIMITS)
    assert decode(back, None, LIMITS, own=home.__getitem__) == [len, max]
    with pytest.raises(WireError):
        decode(back, None, LIMITS)


def test_missing_stays_missing():
    assert through(MISSING) is MISSING


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def shared(depth):
    value = [1]
    for _ in range(depth):
        value = [value, value]
    return value


def looped():
    value = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [nested(41), nested(5_000), looped(), shared(30), "x" * (2 << 20), b"x" * (2 << 20), np.zeros(1 << 18),
     np.broadcast_to(0.0, (1 << 20, 1 << 20)), [0] * 1_000_001, 1 << 70_000, ["x" * 500_000] * 3],
    ids=["deep", "very deep", "a loop", "shared many times", "text", "bytes", "array", "broadcast array", "list",
         "whole number", "texts"],
)  # fmt: skip
def test_too_much_is_refused_before_it_is_copied(value):
    with pytest.raises(WireError):
        encode(value, lambda f: None, LIMITS)


def raw(tree, buffers=b"") -> bytes:
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return struct.pack("!I", len(text)) + text + buffers


HOSTILE = {
    "nothing": b"",
    "short": b"\0\0",
    "a length that is not true": struct.pack("!I", 1 << 31) + b"1",
    "a length beyond the end": struct.pack("!I", 9) + b"1",
    "not JSON": raw(b"{"),
    "not text": raw(b"\xff\xfe"),
    "deep JSON": raw(b"[" * 100_000),
    "deep and closed": raw(b"[" * 100_000 + b"]" * 100_000),
    "a huge number": raw(b"9" * 5_000),
    "an object": raw({"a": 1}),
    "no tag": raw([]),
    "an unknown tag": raw(["x"]),
    "a tag that is a list": raw([["l"], []]),
    "too many parts": raw(["l", [], []]),
    "too few parts": raw(["l"]),
    "too deep": raw(b'["l",[' * 50 + b"]]" * 50),
    "an unhashable key": raw(["d", [[["l", []], 1]]]),
    "an unhashable item": raw(["s", [["l", []]]]),
    "half a pair": raw(["d", [[1]]]),
    "a special float": raw(["f", "nan(1)"]),
    "a float that runs code": raw(["f", "__import__"]),
    "a number that is none": raw(["i", "12"]),
    "a very long number": raw(["i", "0x" + "f" * 20_000]),
    "a range of text": raw(["r", "a", "b", "c"]),
    "a range without a step": raw(["r", 0, 1, 0]),
    "bytes that are not there": raw(["b", 10], b"123"),
    "negative bytes": raw(["b", -1], b"123"),
    "bytes left over": raw(["b", 1], b"123"),
    "an object array": raw(["a", "O", [1], 8], b"\0" * 8),
    "a pickled array": raw(["a", "|O8", [1], 8], b"\0" * 8),
    "a structured array": raw(["a", "V8", [1], 8], b"\0" * 8),
    "a date": raw(["a", "M8[s]", [1], 8], b"\0" * 8),
    "a shape that does not fit": raw(["a", "f8", [2], 8], b"\0" * 8),
    "a negative shape": raw(["a", "f8", [-1, -1], 8], b"\0" * 8),
    "a shape that overflows": raw(["a", "f8", [1 << 32, 1 << 32], 0]),
    "a shape that overflows to fit": raw(["a", "f8", [1 << 61, 8, 2], 0]),
    "an empty shape too large": raw(["a", "f8", [0, 1 << 61, 1 << 61], 0]),
    "a shape of floats": raw(["a", "f8", [1.0], 8], b"\0" * 8),
    "a shape of truth": raw(["a", "f8", [True], 8], b"\0" * 8),
    "forty axes": raw(["a", "f8", [1] * 40, 8], b"\0" * 8),
    "bytes that do not fit": raw(["a", "f8", [1], 7], b"\0" * 7),
    "text beyond Unicode": raw(["a", "U1", [1], 4], b"\xff\xff\xff\x7f"),
    "text of no width": raw(["a", "U0", [1], 0]),
    "two numbers as one": raw(["n", "f8", 16], b"\0" * 16),
    "a callable nobody has": raw(["R", 99]),
    "a callable of a new kind": raw(["F", 1, "f", "module"]),
    "a handle of text": raw(["F", "1", "f", "function"]),
    "a generator without state": raw(["g", "0x0", "1", 0, 0]),
    "a generator too wide": raw(["g", "0x" + "f" * 100, "0x1", 0, 0]),
    "too long": raw(["b", 12 << 20], b"\0" * (12 << 20)),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_are_refused(data):
    with pytest.raises(WireError):
        decode(data, lambda ref: ref, LIMITS, own={}.__getitem__)


@given(st.binary(max_size=60), VALUES, st.integers(0, 200))
def test_bytes_at_random_are_a_value_or_refused(noise, value, at):
    data = encode(value, lambda f: None, LIMITS)
    for hostile in (noise, raw(noise), data[:at] + noise + data[at:], data[:at] + noise + data[at + len(noise) :]):
        with contextlib.suppress(WireError):
            decode(hostile, lambda ref: ref, LIMITS)


def test_a_true_is_one_whatever_byte_it_was():
    came = decode(raw(["a", "b1", [2], 2], b"\2\0"), lambda ref: ref, LIMITS)
    assert came.tobytes() == b"\1\0"


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_messages_arrive_whole(pair):
    send_message(pair[0], {"do": "x"}, b"123")
    assert receive_message(pair[1], LIMITS, 5) == ({"do": "x"}, b"123")


@pytest.mark.parametrize(
    "frame",
    [struct.pack("!IQ", 1 << 31, 0), struct.pack("!IQ", 2, 1 << 63) + b"{}", struct.pack("!IQ", 1, 0) + b"{",
     struct.pack("!IQ", 2, 0) + b"[]", struct.pack("!IQ", 60_000, 0) + b"[" * 60_000, b"\xff" * 12],
    ids=["a huge header", "a huge body", "not JSON", "not an object", "deep JSON", "noise"],
)  # fmt: skip
def test_hostile_frames_are_refused(pair, frame):
    pair[0].sendall(frame)
    with pytest.raises(WireError):
        receive_message(pair[1], LIMITS, 5)


def test_a_message_that_never_ends_is_given_up(pair):
    pair[0].sendall(struct.pack("!IQ", 2, 100) + b"{}")
    with pytest.raises(TimeoutError):
        receive_message(pair[1], LIMITS, 0.2)
    pair[0].close()
    with pytest.raises(EOFError):
        receive_message(pair[1], LIMITS, 5)


def test_descriptors_from_the_other_side_are_not_taken(pair):
    import os

    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None
    head = b"{}"
    socket.send_fds(pair[0], [struct.pack("!IQ", len(head), 0) + head], [0, 1])
    receive_message(pair[1], LIMITS, 5)
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) == before
