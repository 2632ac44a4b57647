"""How much one submission may use before it is stopped."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits for one submission; each is a plain number that a lecturer may configure.

    Attributes
    ----------
    cell_seconds : float
        Wall clock for one cell, and for all calls of one exercise together.
    total_seconds : float
        Wall clock for one run of a notebook.
    cpu_seconds : int
        Processor time of any one process.
    memory_mb : int
        Memory of all processes of a submission together. The address space of each process is bounded too.
    processes : int
        Processes and threads together.
    open_files : int
        Open descriptors of one process.
    file_mb : int
        Size of one file.
    disk_mb : int
        Everything written to disk together.
    output_kb : int
        What one cell may show: text, pictures, tracebacks.
    total_output_kb : int
        What all cells may show together.
    message_mb : int
        One value that goes in or comes out.
    depth : int
        How deep lists may stand in lists in such a value.
    """

    cell_seconds: float = 10.0
    total_seconds: float = 60.0
    cpu_seconds: int = 60
    memory_mb: int = 1024
    processes: int = 32
    open_files: int = 128
    file_mb: int = 32
    disk_mb: int = 64
    output_kb: int = 1000
    total_output_kb: int = 5000
    message_mb: int = 32
    depth: int = 40

    def __post_init__(self):
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
                raise ValueError(f"The limit {field.name} expected a number above 0, got {value!r}.")
            if field.type is int and value != int(value):
                raise ValueError(f"The limit {field.name} expected a whole number, got {value!r}.")

    @property
    def message_bytes(self) -> int:
        return int(self.message_mb) << 20

    def as_dict(self) -> dict:
        """Return the limits by name, ready for JSON."""
        return dataclasses.asdict(self)
