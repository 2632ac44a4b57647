"""What goes wrong while one test is judged from outside, kept where the test's own ``except`` cannot swallow it."""

from dataclasses import dataclass, field

from autograder.errors import PythonEnded, explain_error
from autograder.grading.judging.names import missing_in


class CannotJudge(BaseException):
    """The test needs something that stays where the student's code runs; a person must give the mark.

    Not an `Exception`, so that no ``except Exception`` of a test takes it for an answer.
    """


class StudentStopped(BaseException):
    """The student's function came to no end, or ended Python; nothing more can be asked of it."""


@dataclass(frozen=True)
class Raised:
    """An exception that a student's function raised, with the function's name and the traceback on its own side."""

    error: BaseException
    function: str
    lines: str


@dataclass
class Notes:
    """What was noticed during one test; all stand-ins of a submission write into the same notes.

    Attributes
    ----------
    reasons : list of str
        Why the test cannot be judged from outside, the first one first.
    lost : str or None
        "time" or "died" once a call has not come back.
    lacking : str
        Which given cell stopped because of an answer, where the test needs that cell.
    own_classes : set of str
        Classes of the student's own of which an object was handed over.
    opaque : set of str
        Types of what was handed over and cannot be looked into.
    calls, blank_calls : int
        Calls of the student's functions, and those that answered with a placeholder.
    undefined : set of str
        Names that the student's functions, or the test itself, looked for in vain.
    raised : dict
        id of an exception that a student's function raised → what is known of it.
    at_a_limit : bool
        Whether something failed as it does at a limit of memory, disk or size.
    """

    reasons: list[str] = field(default_factory=list)
    lost: str | None = None
    lacking: str = ""
    own_classes: set[str] = field(default_factory=set)
    opaque: set[str] = field(default_factory=set)
    calls: int = 0
    blank_calls: int = 0
    undefined: set[str] = field(default_factory=set)
    raised: dict[int, Raised] = field(default_factory=dict)
    at_a_limit: bool = False

    def begin(self) -> None:
        """Start with an empty page, for the next cell."""
        self.__init__()

    @property
    def why_stopped(self) -> str:
        """What became of the student's side once nothing more can be asked of it."""
        if self.lacking:
            return self.lacking
        return explain_error(PythonEnded() if self.lost == "died" else KeyboardInterrupt(), "")

    def refuse(self, reason: str) -> CannotJudge:
        """Write a reason down and return the exception to raise with it."""
        self.reasons.append(reason)
        return CannotJudge(reason)

    def saw_error(self, remote) -> None:
        """Write down what a `RemoteError` tells about names that are not defined."""
        self.at_a_limit |= remote.at_a_limit
        if remote.base == "NameError":
            self.undefined |= missing_in(remote.message)

    def saw_opaque(self, opaque) -> None:
        """Write down that a `wire.Opaque` was handed over."""
        self.opaque.add(opaque.type_name)
        self.at_a_limit |= bool(opaque.why)
        if opaque.own_class:
            self.own_classes.add(opaque.type_name)
