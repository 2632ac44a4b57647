"""Call a student's function in its own process, in place of `autograder.calls.call`, which calls it here."""

from autograder.answers import CallElsewhere, Elsewhere
from autograder.calls import Maker, Outcome
from autograder.errors import PythonEnded
from autograder.grading.judging.notes import Notes
from autograder.grading.judging.remote_errors import as_exception
from autograder.sandbox.wire import Opaque, Ref, WireError

_MOST_WARNINGS = 20
# What computes its values only when asked stays behind; an empty one is told apart from numbers all the same.
_ITERATORS = ("generator", "map", "filter", "zip", "enumerate", "list_iterator", "count", "product")


class Function(CallElsewhere):
    """A student's function as a check sees it: something with a name; only `OutsideCalls` can call it."""

    def __init__(self, ref: Ref):
        super().__init__(ref.name, ref.kind if ref.kind in ("class", "object") else "function")
        self.ref = ref


class OutsideCalls:
    """Calls of one fork, as `Exercise.judge` makes them.

    Parameters
    ----------
    fork : client.Fork
    notes : Notes
    """

    def __init__(self, fork, notes: Notes):
        self._fork, self._notes = fork, notes

    def __call__(self, function: Function, args) -> Outcome:
        """Call `function` on `args`, plain data and `Maker` objects, and return what happened."""
        return next(self.each(function, [args]))

    def each(self, function: Function, cases):
        """Call `function` once for each case, and yield what happened, in order."""
        built = [[a.build() if isinstance(a, Maker) else a for a in args] for args in cases]
        try:
            for args, given, reply in zip(cases, built, self._fork.call_each(function.ref, built), strict=False):
                yield self._outcome(args, given, reply)
        except WireError as error:  # the case itself does not fit the wire: no fault of the student's
            raise self._notes.refuse(f"a case of this exercise cannot be sent ({error})") from None

    def _outcome(self, args, given, reply) -> Outcome:
        if reply.lost:
            self._notes.lost = reply.lost
            return Outcome(error=PythonEnded() if reply.lost == "died" else KeyboardInterrupt(), built=given)
        self._notes.calls += 1
        outcome = Outcome(printed=reply.printed, warned=sorted(set(reply.warned))[:_MOST_WARNINGS], built=given)
        if reply.error is not None:
            self._notes.saw_error(reply.error)
            outcome.error = as_exception(reply.error)
        else:
            outcome.value = self.read(reply.value)
        changed = (i for i in reply.changed if 0 <= i < len(args))
        outcome.changed = sorted(i for i in changed if not isinstance(args[i], Maker))
        return outcome

    def read(self, value):
        """Return what came from the student with functions and objects in it replaced by what only has a name."""
        kind = type(value)
        if kind is Ref:
            return Function(value)
        if kind is Opaque:
            self._notes.saw_opaque(value)
            return iter(()) if value.type_name in _ITERATORS else Elsewhere(value.type_name)
        if kind in (list, tuple, set, frozenset):
            return kind([self.read(item) for item in value])
        if kind is dict:
            return {self.read(key): self.read(item) for key, item in value.items()}
        return value
