"""Shut a process in: namespaces of its own, limits, no privileges, fewer system calls."""

import os
import resource
import signal

from . import seccomp, system

# The folder that may be written to; each namespace has its own.
SCRATCH = "/sandbox/scratch"
HOME, WORK = f"{SCRATCH}/home", f"{SCRATCH}/work"
UNPRIVILEGED = 65534
SPARE = 8  # descriptors and tasks that are kept for our own use


def drop_root() -> None:
    """Become nobody for good; limits on processes do not bind root."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(UNPRIVILEGED, UNPRIVILEGED, UNPRIVILEGED)
        os.setresuid(UNPRIVILEGED, UNPRIVILEGED, UNPRIVILEGED)
        system.be_dumpable()


def enter_namespaces(limits) -> None:
    """Go into new namespaces: the next child is the first process in there, with a folder to write and no /proc."""
    uid, gid = os.getuid(), os.getgid()
    system.unshare(system.NEW_NAMESPACES)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    system.make_mounts_private()
    size = f"size={int(limits.disk_mb)}m,nr_inodes=4096"
    system.mount_tmpfs(SCRATCH, f"mode=0755,{size}")
    system.mount_tmpfs("/proc", "mode=0555,size=4k,nr_inodes=1")


def make_folders() -> None:
    """Make the run's home and working folder where it may write."""
    for folder in (HOME, WORK):
        os.makedirs(folder, exist_ok=True)


def keep_descriptors(*wanted: int) -> list[int]:
    """Close every descriptor but 0, 1, 2 and those wanted, which become 3, 4, …"""
    high = [os.dup(fd) for fd in wanted]
    while high and min(high) < 3 + len(wanted):  # make room below for all of them
        high = [os.dup(fd) for fd in high]
    for new, old in enumerate(high, start=3):
        os.dup2(old, new, inheritable=False)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(3 + len(wanted), most if most != resource.RLIM_INFINITY else 1 << 20)
    return list(range(3, 3 + len(wanted)))


def set_limits(limits, address_space: int | None, tasks: int | None) -> None:
    """Set the limits that the system itself enforces, for this process and all that it starts.

    Parameters
    ----------
    limits : Limits
    address_space : int or None
        Bytes in use now, to which the allowed memory is added; None where that is unknown.
    tasks : int or None
        The most processes and threads that this user may have; None where that cannot be limited.
    """
    wanted = {
        "CPU": (int(limits.cpu_seconds), int(limits.cpu_seconds) + 1),
        "AS": address_space and address_space + (int(limits.memory_mb) << 20),
        "NPROC": tasks and (tasks, tasks + SPARE),
        "NOFILE": (int(limits.open_files), int(limits.open_files) + SPARE),
        "FSIZE": int(limits.file_mb) << 20,
        "CORE": 0,
        "MEMLOCK": 1 << 16,
        "MSGQUEUE": 0,
    }
    for name, value in wanted.items():
        which = getattr(resource, f"RLIMIT_{name}", None)
        if which is not None and value is not None:
            _lower(which, *(value if isinstance(value, tuple) else (value, value)))


def use_spare(use: bool) -> None:
    """Let this process have a few descriptors and tasks more, to go on serving after a cell that took them all."""
    for name in ("NPROC", "NOFILE"):
        which = getattr(resource, f"RLIMIT_{name}", None)
        if which is not None:
            hard = resource.getrlimit(which)[1]
            if hard != resource.RLIM_INFINITY and hard > SPARE:
                resource.setrlimit(which, (hard if use else hard - SPARE, hard))


def _lower(which, soft, hard):
    most = resource.getrlimit(which)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(which, (soft, hard))


def give_up_privileges() -> None:
    """Drop every capability, promise never to gain one, and load the filter of system calls."""
    if system.LINUX:
        system.drop_capabilities()
        system.no_new_privileges()
        if seccomp.known_machine():
            system.load_filter(seccomp.build_filter())


def plain_signals() -> None:
    """Undo what the prepared process has set for itself."""
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def tasks_of_this_user() -> int:
    """Count the threads that a limit on this user's processes counts already, as far as they can be seen."""
    return sum(len(os.listdir(f"/proc/{pid}/task")) for pid in os.listdir("/proc") if pid.isdigit())
