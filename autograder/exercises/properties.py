"""Properties that many exercises ask for: what is given is not changed, and what has no answer is refused."""

from autograder.answers import describe, show
from autograder.forms import Property


def leaves_inputs_alone(*args, title="its inputs are left as they were", loss="their data", names=()):
    """Make the property that a function does not change what it is given.

    Parameters
    ----------
    *args
        The call that is tried.
    title : str
    loss : str
        What a caller would lose, in the sentence of a report.
    names : tuple of str
        What the arguments are called there.
    """

    def test(probe):
        changed = probe(*args).changed
        if not changed:
            return None
        what = names[changed[0]] if names else "what it is given"
        return f"The function changes {what}, so whoever calls it loses {loss}. Work on something new."

    return Property(title, test)


def raises_value_error(when, *args):
    """Make the property that a function refuses `args` with a ValueError; `when` finishes "ValueError when …"."""

    def test(probe):
        outcome = probe(*args)
        if isinstance(outcome.error, ValueError):
            return None
        if outcome.error is not None:
            return f"It stops with {type(outcome.error).__name__} when {when}; a ValueError is asked for, raised on purpose."
        if "Error" in describe(outcome.value):  # by its name: an error from another process comes without its kind
            return f"It returns an error as its answer when {when}. Write `raise` in place of `return`."
        return f"It answers {show(outcome.value)} when {when}. There is no right answer then: raise a ValueError that says so."

    return Property(f"ValueError when {when}", test)
