"""The few Linux calls that Python 3.11 does not offer: namespaces, mounts, capabilities, prctl."""

import ctypes
import os
import struct
import sys

LINUX = sys.platform.startswith("linux")
NEW_NAMESPACES = 0x00020000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000  # ns uts ipc user pid net

_MS_NOSUID, _MS_NODEV, _MS_REC, _MS_PRIVATE = 2, 4, 16384, 1 << 18
_SET_PDEATHSIG, _SET_DUMPABLE, _SET_SECCOMP, _CAPBSET_DROP, _SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38
_CAPABILITY_VERSION_3, _LAST_CAPABILITY = 0x20080522, 63

_libc = ctypes.CDLL(None, use_errno=True) if LINUX else None


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` names for new ones."""
    _check(_libc.unshare(flags), "unshare")


def mount_tmpfs(path: str, options: str) -> None:
    """Cover `path` with an empty file system in memory."""
    flags = ctypes.c_ulong(_MS_NOSUID | _MS_NODEV)
    _check(_libc.mount(b"tmpfs", path.encode(), b"tmpfs", flags, options.encode()), f"mount {path}")


def make_mounts_private() -> None:
    """Keep what is mounted from now on to this namespace."""
    _check(_libc.mount(b"none", b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None), "mount /")


def prctl(option: int, *values: int) -> int:
    """Call prctl; unused arguments are 0, as the newer options demand."""
    padded = [ctypes.c_ulong(v) for v in (*values, 0, 0, 0, 0)[:4]]
    return _libc.prctl(option, *padded)


def die_with_parent(signal_number: int) -> None:
    """Have the system send a signal to this process when its parent dies."""
    if LINUX:
        _check(prctl(_SET_PDEATHSIG, signal_number), "PR_SET_PDEATHSIG")


def be_dumpable() -> None:
    """Own the files in /proc/self again, which a change of the user id takes away."""
    _check(prctl(_SET_DUMPABLE, 1), "PR_SET_DUMPABLE")


def drop_capabilities() -> None:
    """Give up every privilege that a new user namespace grants, for good."""
    for capability in range(_LAST_CAPABILITY + 1):
        prctl(_CAPBSET_DROP, capability)  # fails for numbers that this kernel does not have
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, bytes(24)), "capset")


def no_new_privileges() -> None:
    """Make set-uid programs powerless for this process and all that it starts."""
    _check(prctl(_SET_NO_NEW_PRIVS, 1), "PR_SET_NO_NEW_PRIVS")


def load_filter(program: bytes) -> None:
    """Load a seccomp filter, given as packed instructions of 8 bytes."""
    code = ctypes.create_string_buffer(program, len(program))
    start = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    head = ctypes.create_string_buffer(start, len(start))
    _check(prctl(_SET_SECCOMP, 2, ctypes.addressof(head)), "PR_SET_SECCOMP")
