"""Say in a beginner's words what an exception in the student's own function means."""


class PythonEnded(KeyboardInterrupt):
    """Stands for an exception where a function left nobody to raise one: its whole process is gone."""


_ENDED = "It ended Python itself: by `os._exit` or the like, by a crash, or by asking for more memory than there is."

_MEANING = (
    (KeyboardInterrupt, "It was stopped before it came to an end. Is there a loop that never finishes?"),
    (SystemExit, "It calls exit() or quit(), which would end the whole program. Use `return` instead."),
    (RecursionError, "It calls itself without ever stopping."),
    (NameError, "A name is used that nothing has been assigned to yet: a typo, or a cell above that was not run?"),
    (ZeroDivisionError, "Something was divided by zero."),
    (IndexError, "An index points past the end. Not every input has the length that the code counts on."),
    (KeyError, "A key is looked up that is not there."),
    (AttributeError, "The value does not have what is written after the dot."),
    (ImportError, "A module could not be imported. The imports at the top of the notebook are enough here."),
    (MemoryError, "It asked for more memory than there is."),
)

# words in the message that say more than the kind of the exception does
_TELLING = (
    (TypeError, ("ellipsis",), "There is still a placeholder `...` in it."),
    (
        TypeError,
        ("'function'", "'counted'"),
        "A function is used like a number. Call it, with brackets behind its name.",
    ),
    (
        TypeError,
        ("and 'dict'", "'dict' and", "'dict' object is not callable"),
        "A dict holds many values. Look one of them up: the dict's name, then the key in square brackets.",
    ),
    (
        TypeError,
        ("and 'str'", "'str' and"),
        "A text is used like a number. Is it the key under which a number has to be looked up?",
    ),
    (
        TypeError,
        ("'str' object is not callable",),
        "A text is called like a function. Where a text names a function, look the function up first: "
        "`activations.get_activation(name)` finds a bend by its name.",
    ),
    (AttributeError, ("'ellipsis'",), "It is still the placeholder `...`. A list to append to begins empty: `[]`."),
    (
        AttributeError,
        ("'nonetype' object has no attribute 'append'",),
        "`append` changes the list and returns nothing, so `a = a.append(…)` loses the list: "
        "write `a.append(…)` alone.",
    ),
    (
        TypeError,
        ("to python scalars", "can be converted to python"),
        "A function for one number, such as those of `math`, was given a whole array. "
        "NumPy's own take arrays: `np.exp`, `np.sqrt`.",
    ),
    (TypeError, ("unhashable",), "A set holds tuples, not arrays or lists: make a tuple of it first."),
    (
        ValueError,
        ("truth value",),
        "`if`, `and`, `max` and their like want one answer, and a whole array holds many answers. "
        "For an array, `np.where(condition, this, that)` chooses number by number.",
    ),
    (
        ValueError,
        ("matmul", "shapes", "broadcast", "same number of dimensions", "inhomogeneous"),
        "Two arrays do not fit together: write down the shape of each, and see which sides have to meet.",
    ),
)


def explain_error(error, signature) -> str:
    """Return one or two sentences: the exception by name, then what it usually means.

    Parameters
    ----------
    error : BaseException
    signature : str
        How the function is called, such as ``neuron(x, w, b, activation)``.

    Examples
    --------
    >>> explain_error(ZeroDivisionError("division by zero"), "f(x)")
    'It stopped with ZeroDivisionError: division by zero. Something was divided by zero.'
    """
    if isinstance(error, PythonEnded):
        return _ENDED
    meaning = _meaning(error, signature)
    said = "" if "matmul" in _first_line(error) and meaning else _first_line(error)  # its words help no beginner
    what = f"{type(error).__name__}: {said}".rstrip(": ").rstrip(".")
    return f"It stopped with {what}. {meaning}".rstrip()


def _meaning(error, signature) -> str:
    text = _first_line(error)
    if isinstance(error, TypeError) and "argument" in text and ("positional" in text or "required" in text):
        if _came_from_inside(error):
            return f"Inside it, `{text.partition('(')[0]}` is called with the wrong number of arguments."
        return f"It is called as `{signature}`: keep these arguments in this order."
    for kind, words, meaning in _TELLING:
        if isinstance(error, kind) and any(word in text.lower() for word in words):
            return meaning
    return next((meaning for kind, meaning in _MEANING if isinstance(error, kind)), "")


def _came_from_inside(error) -> bool:
    """Tell whether the student's function was entered before the error rose, or could not even be called.

    An error that came from another process has no traceback here and says so itself.
    """
    entered = getattr(error, "entered", None)
    if isinstance(entered, bool):
        return entered
    return error.__traceback__ is not None and error.__traceback__.tb_next is not None


def _first_line(error) -> str:
    try:
        lines = str(error).splitlines()
    except Exception:  # the student's own exception class may fail to print itself
        return ""
    return lines[0][:200] if lines else ""
