"""Stand-ins for what lives in the student's process: functions that can be called, objects that cannot be used."""

from autograder.grading.judging.notes import CannotJudge
from autograder.sandbox.wire import Opaque, Ref

# What `functools.wraps`, `unittest` and NumPy read of any function they are given; the rest stays with the student.
_READABLE = {"__module__": "__main__", "__doc__": None}
_ABSENT = ("__wrapped__", "__type_params__", "__annotations__", "__annotate__", "__text_signature__")
_CONVERSIONS = ("bool", "int", "float", "complex", "index", "str", "repr", "format", "bytes", "dir")
_CONTAINERS = ("len", "iter", "next", "contains", "getitem", "setitem", "delitem", "reversed")
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_UNARY = ("neg", "pos", "abs", "invert", "round", "trunc", "floor", "ceil")
_BINARY = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "and", "or", "xor", "lshift")
_BINARY += ("rshift",)
_OTHERS = ("enter", "exit", "await", "aiter", "anext", "setattr", "delattr")
_OPERATORS = (*_CONVERSIONS, *_CONTAINERS, *_COMPARISONS, *_UNARY, *_OTHERS)
_OPERATORS += (*_BINARY, *(f"r{name}" for name in _BINARY), *(f"i{name}" for name in _BINARY))


class StudentFunction:
    """A function of the student's: it can be called and handed on; looking into it needs a person."""

    def __init__(self, student, ref: Ref):
        object.__setattr__(self, "_inside", (student, ref))

    def __call__(self, *args, **kwargs):
        student, ref = _inside(self)
        return student.call(ref, args, kwargs)

    def __getattribute__(self, name):
        _, ref = _inside(self)
        if name in ("__name__", "__qualname__"):
            return ref.name
        if name in _READABLE:
            return _READABLE[name]
        if name == "__dict__":
            return {}
        if name in ("__deepcopy__", "__copy__"):
            return lambda memo=None: self
        if name in _ABSENT:
            raise AttributeError(name)
        raise refuse_use(self, f"`.{name}`")

    def __hash__(self):
        return id(self)

    # A function is equal to itself alone; an answer that forgot the brackets is simply not the number.
    __eq__ = object.__eq__
    __ne__ = object.__ne__


class Unusable:
    """An object that stays with the student: an instance, a generator, a figure; any use of it is refused."""

    def __init__(self, student, opaque: Opaque):
        object.__setattr__(self, "_inside", (student, opaque))

    def __getattribute__(self, name):
        raise refuse_use(self, f"`.{name}`")

    def __hash__(self):
        return id(self)


def original(stand_in) -> Ref | Opaque:
    """Return what the wire brought for a `StudentFunction` or an `Unusable`."""
    return _inside(stand_in)[1]


def _inside(stand_in):
    return object.__getattribute__(stand_in, "_inside")


def refuse_use(stand_in, what="") -> CannotJudge:
    """Write down that a test does more with a stand-in than it allows, and return the exception to raise."""
    student, original = _inside(stand_in)
    if type(original) is Opaque:
        return student.notes.refuse(f"it needs an object of type {original.type_name}, which stays with the student")
    return student.notes.refuse(f"it looks into the function `{original.name}`{f' ({what})' if what else ''}")


def _refused(name):
    def operator(self, *args):
        raise refuse_use(self, f"`{name}`")

    operator.__name__ = name
    return operator


for _name in _OPERATORS:
    for _class in (StudentFunction, Unusable):
        if f"__{_name}__" not in vars(_class):
            setattr(_class, f"__{_name}__", _refused(f"__{_name}__"))
