"""Build the command that runs a program in bubblewrap: Python and the system's libraries, read-only, little else."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIBRARY = "/sandbox/lib"
# What may be written to. Not /tmp itself: the project, or Python, may lie there, and must not be covered.
SCRATCH = "/sandbox/scratch"
_FONTS = "/sandbox/fonts"
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
_SETTINGS = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/fonts",
    "/etc/localtime",
    "/etc/alternatives",
)
_DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")


def environment(library: str = LIBRARY, fonts: str = _FONTS) -> dict[str, str]:
    """Return all environment variables that a prepared process has; none of the host's are among them."""
    one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")}
    return one_thread | {
        "PATH": os.pathsep.join([os.path.join(sys.prefix, "bin"), "/usr/bin", "/bin"]),
        "HOME": f"{SCRATCH}/home",
        "USER": "student",
        "LANG": "C.UTF-8",
        "TMPDIR": SCRATCH,
        "MALLOC_ARENA_MAX": "2",  # each thread would reserve address space, which is limited
        "PYTHONPATH": library,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": f"{SCRATCH}/matplotlib",
        "IPYTHONDIR": f"{SCRATCH}/ipython",
        "GRADING_FONTS": fonts,
    }


def packages() -> dict[str, Path]:
    """Return the packages that a student's process imports, by name: nnlib, our half of the wire, the stub."""
    import nnlib

    return {
        "nnlib": Path(nnlib.__file__).resolve().parent,
        "grading_sandbox": HERE,
        "autograder": HERE / "inside" / "stub" / "autograder",
    }


def python_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours with this interpreter."""
    return [sys.executable, "-s", "-P", "-m", f"grading_sandbox.{module}", *arguments]


def student_jail(command: list[str], *, hide=(), disk_mb: int = 64, first: bool = False) -> list[str]:
    """Return the bubblewrap command for a student's processes.

    Parameters
    ----------
    command : list of str
    hide : iterable of path
        Folders that must not be seen even if they lie inside something that is: the course above all.
    disk_mb : int
        Size of the folder that may be written to.
    first : bool
        Whether the command is the first process in there, which nobody inside can end.
    """
    binds = {f"{LIBRARY}/{name}": path for name, path in packages().items()}
    binds |= {f"{_FONTS}/{path.name}": path for path in _font_lists()}
    hide = [*_own_folders(), *hide]
    return jail(command, binds, hide=hide, variables=environment(), tmp_mb=disk_mb, first=first)


def jail(command: list[str], binds, *, hide=(), variables=None, tmp_mb: int = 64, first: bool = False) -> list[str]:
    """Return the command that runs `command` in bubblewrap: no network, no other processes, one folder to write.

    Parameters
    ----------
    command : list of str
    binds : dict of str to path
        Path inside -> path on the host: what is seen, read-only, besides Python and the system.
    hide : iterable of path
        Folders that are empty inside, wherever they lie.
    variables : dict, optional
        The whole environment.
    tmp_mb : int
        Size of the folder that may be written to, in memory.
    first : bool
        Whether the command is the first process in there, instead of one of bubblewrap's own.

    Returns
    -------
    list of str
    """
    options = ["--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"]
    options += [f"--unshare-{name}" for name in ("pid", "net", "ipc", "uts", "cgroup-try")]
    options += ["--cap-drop", "ALL"]
    # Root needs no user namespace, and binds what nobody could reach by its path; it becomes nobody inside.
    options += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] if os.geteuid() == 0 else ["--unshare-user"]
    for name, value in (variables if variables is not None else environment()).items():
        options += ["--setenv", name, value]
    options += _system()
    options += _in_order({**{str(p): p for p in _python_folders()}, **binds}, hide)
    options += ["--tmpfs", "/dev"]
    for device in _DEVICES:
        options += ["--dev-bind", device, device]
    options += ["--remount-ro", "/dev", "--proc", "/proc"]
    options += ["--perms", "1777", "--size", str(tmp_mb << 20), "--tmpfs", SCRATCH]
    if "/tmp" not in options and not any(str(option).startswith("/tmp/") for option in options):
        options += ["--symlink", SCRATCH, "/tmp"]
    options += ["--remount-ro", "/", "--chdir", SCRATCH]
    return ["bwrap", *options, *(["--as-pid-1"] if first else []), "--", *command]


def _system() -> list[str]:
    options = []
    for path in _SYSTEM:
        if os.path.islink(path):
            options += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            options += ["--ro-bind", path, path]
    for path in _SETTINGS:
        options += ["--ro-bind-try", path, path]
    return options


def _in_order(binds, hide) -> list[str]:
    """Bind and hide from the outermost folder to the innermost, so that what lies deeper has the last word."""
    steps = [(Path(inside), Path(outside)) for inside, outside in binds.items()]
    roots = [inside for inside, _ in steps] + [Path(path) for path in _SYSTEM]
    for path in {Path(p).absolute() for p in hide} | {Path(p).resolve() for p in hide}:
        # Where nothing is bound there is nothing to hide. A hidden folder may hold a bound one.
        if path.is_dir() and any(root in path.parents for root in roots):
            steps.append((path, None))
    options = []
    for inside, outside in sorted(steps, key=lambda step: (len(step[0].parts), step[1] is None)):
        for parent in reversed(inside.parents[:-1]):
            options += ["--dir", str(parent)]  # or bubblewrap makes it, but for root alone to enter
        options += ["--tmpfs", str(inside)] if outside is None else ["--ro-bind", str(outside), str(inside)]
    for inside, outside in steps:
        options += ["--remount-ro", str(inside)] if outside is None else []
    return options


def _python_folders() -> list[Path]:
    """Where this interpreter and its packages lie, by every name that leads there."""
    named = [Path(sys.prefix), Path(sys.base_prefix)]
    named += [path.resolve() for path in named] + [Path(sys.executable).resolve().parents[1]]
    chosen = [path for path in dict.fromkeys(named) if path not in (Path("/"), Path("/usr"))]
    return [path for path in chosen if not any(other in path.parents for other in chosen)]


def _own_folders() -> list[Path]:
    """The project itself, references and solutions: its checkout, or the installed package."""
    package = HERE.parent
    checkout = package.parent
    return [package, checkout] if (checkout / "solutions").is_dir() else [package]


def _font_lists() -> list[Path]:
    """Matplotlib's lists of fonts, wherever its rules put them."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folders = [os.environ.get("MPLCONFIGDIR"), os.path.join(cache, "matplotlib"), os.path.expanduser("~/.matplotlib")]
    return [path for folder in folders if folder for path in sorted(Path(folder).glob("fontlist-*.json"))[:4]]
