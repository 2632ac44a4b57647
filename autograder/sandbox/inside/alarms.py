"""Ring when a student's code does what no answer needs: Python tells of it before it happens.

The hook is a witness, not a wall. A record is on its way to the supervisor before the act, and cannot be taken
back; who silences the hook first has to do something that rings.
"""

import json
import os
import sys
import tempfile
from contextlib import suppress

_DETAIL = 200
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_PROCESS = (
    "subprocess.Popen",
    "os.system",
    "os.fork",
    "os.forkpty",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "pty.spawn",
)
_NETWORK = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "socket.sendto",
    "socket.sendmsg",
    "urllib.Request",
    "http.client.connect",
)
_REACHING = (
    "gc.get_objects",
    "gc.get_referrers",
    "gc.get_referents",
    "sys._getframe",
    "sys._current_frames",
    "sys._current_exceptions",
    "sys.settrace",
    "sys.setprofile",
    "ctypes.dlopen",
    "ctypes.dlsym",
    "ctypes.dlsym/handle",
    "ctypes.cdata",
    "ctypes.cdata/buffer",
    "ctypes.call_function",
    "ctypes.string_at",
    "ctypes.addressof",
    "ctypes.PyObj_FromPtr",
)
_CHANGING = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
_CHANGING += ("os.chown", "os.utime", "os.setxattr", "os.removexattr", "os.mkfifo", "os.mknod", "shutil.rmtree")
_LOOKING = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.glob", "os.chdir", "os.listxattr", "os.getxattr")

# Files that libraries look up by themselves, for honest reasons.
_HARMLESS = ("/dev/null", "/dev/urandom", "/dev/random", "/dev/zero", "/etc/mime.types", "/etc/localtime", "/etc/fonts")
_HARMLESS += (
    "/etc/ld.so.cache",
    "/etc/os-release",
    "/etc/ssl",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system",
)
_HARMLESS += ("/proc/stat", "/proc/self/maps", "/proc/self/status", "/sys/fs/cgroup", "/proc/self/cgroup")

# Code between a cell and the event that only passes the question on.
_PASSING_ON = (os.sep + "ctypes" + os.sep, os.sep + "inspect.py")


class Alarms:
    """The first event of each kind goes to the supervisor, over the descriptor `line`."""

    def __init__(self, line: int, work: str):
        self.line, self.rung, self.muted = line, set(), False
        # A /tmp that is no link to our own holds the project, or Python.
        self.own = _roots([work, tempfile.gettempdir(), *(["/tmp"] if os.path.islink("/tmp") else [])])
        self.installed = _roots(_installation())
        self.readable = (*self.own, *_HARMLESS, *self.installed)

    def ring(self, kind: str, detail: str) -> None:
        """Tell the supervisor, once for each kind."""
        if kind not in self.rung:
            self.rung.add(kind)
            record = json.dumps({"kind": kind, "detail": detail[:_DETAIL]}, ensure_ascii=True)[:480]
            with suppress(OSError):  # a closed line rings at its other end
                os.write(self.line, record.encode() + b"\n")

    def install(self) -> None:
        """Start to listen; there is no way to stop."""
        handlers = dict.fromkeys(_PROCESS, self._process)
        handlers |= dict.fromkeys(_NETWORK, self._network)
        handlers |= dict.fromkeys(_REACHING, self._reach)
        handlers |= dict.fromkeys(_CHANGING, self._change)
        handlers |= dict.fromkeys(_LOOKING, self._look)
        handlers |= {"open": self._open, "socket.__new__": self._socket, "shutil.move": self._change}

        def listen(event, args):
            handler = handlers.get(event)
            if handler is not None and not self.muted:
                with suppress(Exception):  # a witness that stumbles must not stop an honest act
                    handler(event, args)

        sys.addaudithook(listen)

    def _process(self, event, args):
        self.ring("started-process", f"{event}: {_show(args[:2])}")

    def _network(self, event, args):
        self.ring("network", f"{event}: {_show(args[1:2] if event.startswith('socket.') else args[:1])}")

    def _socket(self, event, args):
        if int(args[1]) not in (-1, 1):  # sockets between one's own threads are no network
            self.ring("network", f"opened a socket of family {int(args[1])}")

    def _reach(self, event, args):
        if "reached-inside" not in self.rung:
            frame = _behind()
            while frame is not None and any(part in frame.f_code.co_filename for part in _PASSING_ON):
                frame = frame.f_back
            if frame is not None and self._is_students(frame.f_code.co_filename):
                self.ring("reached-inside", event)

    def _is_students(self, filename: str) -> bool:
        if filename.startswith(tuple(self.installed)):
            return False
        return filename.startswith(("<ipython-input-", *self.own)) or filename == "<string>"

    def _open(self, event, args):
        path, mode, flags = args
        if isinstance(path, int):
            return
        writes = any(c in mode for c in "wax+") if isinstance(mode, str) else bool((flags or 0) & _WRITING)
        self._check(event, path, writes)

    def _change(self, event, args):
        for path in args[:2] if event in ("os.rename", "os.link", "os.symlink", "shutil.move") else args[:1]:
            self._check(event, path, True)

    def _look(self, event, args):
        self._check(event, args[0] if args else ".", False)

    def _check(self, event, path, writes):
        kind = "wrote-outside" if writes else "looked-outside"
        if kind in self.rung or path is None or isinstance(path, int):
            return
        try:
            full = os.path.abspath(os.fsdecode(path))
        except (TypeError, ValueError, OSError):
            return
        allowed = (*self.own, "/dev/null") if writes else self.readable
        if not any(full == root or full.startswith(root + os.sep) for root in allowed):
            self.ring(kind, f"{event}: {full}")


def _behind():
    """The frame that caused the event: the first one that is not of this module."""
    frame = _here()
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return frame


def _here():
    try:
        raise LookupError
    except LookupError as error:  # a traceback gives a frame without the event that we are handling
        return error.__traceback__.tb_frame


def _installation() -> list[str]:
    """Where Python, its packages and the system's programs lie."""
    found = [
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        os.path.dirname(os.__file__),
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
    ]
    return [*found, "/sandbox", *(path for path in sys.path if path)]


def _roots(paths) -> tuple[str, ...]:
    both = [path for given in paths for path in (os.path.abspath(given), os.path.realpath(given))]
    return tuple(dict.fromkeys(path for path in both if path != os.sep))


def _show(args) -> str:
    try:
        return ", ".join(str(a)[:80] for a in args if isinstance(a, str | bytes | int | tuple | list))
    except Exception:  # what a student passes may fail to print itself
        return ""
