"""What can travel between a student's process and the judge, and the names for what cannot."""

from dataclasses import dataclass


class WireError(ValueError):
    """A message or a value that the wire does not carry: malformed, too deep, too large."""


class _Missing:
    """The answer to "what is bound to this name?" where nothing is."""

    def __repr__(self):
        return "MISSING"

    def __reduce__(self):
        return "MISSING"


MISSING = _Missing()


@dataclass(frozen=True)
class Ref:
    """A function or a class that lives on the other side and stays there.

    Attributes
    ----------
    handle : int
        How the other side finds it again.
    name : str
        Its ``__name__``, or that of its class for an object, for messages only.
    kind : {"function", "class", "object", "activation"}
        An "object" has a call of its own, as a network has.
        An "activation" lives on both sides: it is nnlib's of that name.
    """

    handle: int
    name: str
    kind: str = "function"


@dataclass(frozen=True)
class Opaque:
    """Something that cannot travel: an instance, a generator, a module, a figure.

    Attributes
    ----------
    type_name : str
        The name of its class, for messages only.
    own_class : bool
        Whether the student defined that class.
    why : str
        What stands in the way where it is not the class: too large, nested too deep.
    """

    type_name: str
    own_class: bool = False
    why: str = ""


def clean_name(name) -> str:
    """Return a name that is safe to print: a short, single line."""
    text = name if type(name) is str else "?"
    return "".join(c if c.isprintable() else "?" for c in text[:80]) or "?"
