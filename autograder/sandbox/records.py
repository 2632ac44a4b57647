"""What a run of a notebook reports back, in plain records that the judge has already made safe."""

from dataclasses import dataclass, field

# What the sandbox itself rings; anything else that a student's process claims is dropped.
ALARMS = (
    "network",
    "started-process",
    "wrote-outside",
    "looked-outside",
    "reached-inside",
    "patched",
    "tampered",
    "borrowed",
    "over-limit",
)


# What Python says, in its own words or the system's, when a limit is reached.
_AT_A_LIMIT = (
    "No space left on device",
    "File too large",
    "Too many open files",
    "Cannot allocate memory",
    "Resource temporarily unavailable",
    "can't start new thread",
)
TOO_LARGE = "ValueTooLarge"


class Died(Exception):
    """The student's process is gone, or does not answer any more."""


@dataclass(frozen=True)
class RemoteError:
    """An exception in the student's process.

    Attributes
    ----------
    type_name : str
        Name of its class.
    base : str
        Name of the nearest exception class that is built in.
    message : str
    entered : bool
        Whether the called function's own code was entered.
    lines : str
        Its traceback as text.
    """

    type_name: str
    base: str
    message: str
    entered: bool = False
    lines: str = ""

    @property
    def at_a_limit(self) -> bool:
        """Whether it looks as if a limit of memory, disk, files, processes or size had been reached."""
        names = (self.type_name, self.base)
        return "MemoryError" in names or TOO_LARGE in names or any(words in self.message for words in _AT_A_LIMIT)


@dataclass(frozen=True)
class CellOutcome:
    """What one cell did.

    Attributes
    ----------
    outputs : list of dict
        In the notebook format.
    status : {"ok", "error", "timeout", "died"}
    error : RemoteError or None
    seconds : float
    cut : bool
        Whether it put out more than is kept.
    """

    outputs: list
    status: str
    error: RemoteError | None = None
    seconds: float = 0.0
    cut: bool = False


@dataclass
class Reply:
    """What one call of a student's function did.

    Attributes
    ----------
    value : object
    error : RemoteError or None
    printed : str
        What it printed, the first 2,000 characters.
    warned : list of str
    changed : dict of int to object
        Positional arguments that the function changed, as they are now.
    lost : {None, "time", "died"}
        Whether the fork was lost; further calls reply the same.
    """

    value: object = None
    error: RemoteError | None = None
    printed: str = ""
    warned: list[str] = field(default_factory=list)
    changed: dict[int, object] = field(default_factory=dict)
    lost: str | None = None


@dataclass(frozen=True)
class Alarm:
    """Something that no honest answer does; `kind` is one of `ALARMS`."""

    kind: str
    detail: str


@dataclass(frozen=True)
class End:
    """How a run ended: by itself or by a limit, and what it tried on the way.

    Attributes
    ----------
    reason : {"ended", "died", "time", "memory", "cpu"}
    detail : str
    alarms : list of Alarm
    """

    reason: str
    detail: str = ""
    alarms: list[Alarm] = field(default_factory=list)


def text(value, most: int) -> str:
    """Return untrusted text as text that any file takes: cut to `most` characters, no lone surrogates."""
    return value[:most].encode("utf-8", "replace").decode() if type(value) is str else ""


def remote_error(raw) -> RemoteError | None:
    """Read an error that a student's process describes."""
    if type(raw) is not dict:
        return None
    names = [text(raw.get(key), 100) or "Exception" for key in ("type_name", "base")]
    return RemoteError(
        *names, text(raw.get("message"), 2_000), raw.get("entered") is True, text(raw.get("lines"), 8_000)
    )


def alarms(raw) -> list[Alarm]:
    """Read the alarms that a supervisor passes on; their text comes from the student's process."""
    found = [a for a in raw if type(a) is dict and a.get("kind") in ALARMS] if type(raw) is list else []
    return [Alarm(a["kind"], text(a.get("detail"), 300)) for a in found]
