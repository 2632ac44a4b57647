"""Attempts to get out of the sandbox. Each is the body of a function that returns something true when it succeeds."""

# What is written between double brackets is filled in by the test: {{project}}, {{course}}, {{port}}, {{pid}}, …

READ = {
    "solutions": 'return open("{project}/solutions/01_one_neuron/01_one_neuron.ipynb").read()',
    "references": 'return os.listdir("{project}/autograder/exercises")',
    "references by import": "import autograder.exercises; return True",
    "a course": 'return open("{course}/gradebook.db").read()',
    "a course by listing": 'return os.listdir("{course}")',
    "shadow": 'return open("/etc/shadow").read()',
    "passwd": 'return open("/etc/passwd").read()',
    "a home": "return os.path.exists('/root' + '/.bashrc') or os.listdir('/home')",
    "environment": 'return os.environ.get("GRADING_SECRET")',
    "environments of others": """
for pid in range(1, 400):
    try:
        if b"GRADING_SECRET" in open(f"/proc/{{pid}}/environ", "rb").read():
            return True
    except OSError:
        pass""",
    "processes of others": "return len([p for p in os.listdir('/proc') if p.isdigit()]) > 5",
}

REACH = {
    "loopback": 'return socket.create_connection(("127.0.0.1", {port}), 2)',
    "loopback 6": 'return socket.create_connection(("::1", {port}), 2)',
    "abstract": 's = socket.socket(socket.AF_UNIX); s.connect("\\0{abstract}"); return True',
    "unix": 's = socket.socket(socket.AF_UNIX); s.connect("{course}/socket"); return True',
    "vsock": "return socket.socket(40, socket.SOCK_STREAM)",
    "netlink": "return socket.socket(16, socket.SOCK_RAW)",
    "raw": "return socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
    "dns": 'return socket.getaddrinfo("localhost.example", 80)',
    "signal": "os.kill({pid}, 0); return True",
}

WRITE = {
    "course": 'open("{course}/gradebook.db", "w").write("x"); return True',
    "usr": 'open("/usr/x", "w"); return True',
    "etc": 'open("/etc/x", "w"); return True',
    "root": 'open("/x", "w"); return True',
    "python": 'open(os.path.join(os.path.dirname(os.__file__), "x.py"), "w"); return True',
    "numpy": "import numpy; open(numpy.__file__, 'a'); return True",
    "nnlib": "import nnlib; open(nnlib.__file__, 'a'); return True",
    "sandbox": "open('/sandbox/lib/x', 'w'); return True",
    "dev": "open('/dev/x', 'w'); return True",
    "shm": "open('/dev/shm/x', 'w'); return True",
    "proc": "open('/proc/sysrq-trigger', 'w').write('h'); return True",
}

PRIVILEGE = {
    "setuid": "os.setuid(0); return True",
    "mount": 'return libc.mount(b"x", os.getcwd().encode(), b"tmpfs", 0, b"") == 0',
    "umount": 'return libc.umount2(b"/proc", 2) == 0',
    "unshare": "return libc.unshare(0x10000000) == 0",
    "clone": "return libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) > 0 if os.uname().machine == 'x86_64' else False",
    "chroot": "os.chroot('/tmp'); return True",
    "ptrace": "return libc.ptrace(16, {pid}, 0, 0) == 0 or libc.ptrace(0, 0, 0, 0) == 0",
    "memfd": "os.memfd_create('x'); return True",
    "shmget": "return libc.shmget(0, 1 << 20, 0o1600) != -1",
    "shared anonymous": "import mmap; return mmap.mmap(-1, 1 << 20)",
    "mknod": "os.mknod(os.path.join(os.getcwd(), 'sda'), 0o60600, os.makedev(8, 0)); return True",
    "capabilities": "return libc.prctl(24, 0, 0, 0, 0) == 0",
    "raise limits": "import resource as r; r.setrlimit(r.RLIMIT_NPROC, (9999, 9999)); return True",
    "set-uid": "return subprocess.run(['su', '-c', 'id'], stdin=subprocess.DEVNULL, timeout=5).returncode == 0",
    "parent": "os.kill(os.getppid() or 10**6, 9)",
}

_TABLES = {"read": READ, "reach": REACH, "write": WRITE, "privilege": PRIVILEGE}
ALL = {f"{kind}: {name}": body for kind, table in _TABLES.items() for name, body in table.items()}

_CELL = """
import ctypes, os, socket, subprocess
libc = ctypes.CDLL(None)
def attempt():
{body}
try:
    got = bool(attempt())
except BaseException as error:
    got = f"stopped by {{type(error).__name__}}"
escaped[{name!r}] = got
"""


def cells(table=None, **filled) -> list[str]:
    """One cell for each attempt; the notebook's ``escaped`` then says for each what came of it."""
    made = ["escaped = {}"]
    for name, body in (table or ALL).items():
        lines = body.format(**filled).strip().splitlines()
        made.append(_CELL.format(body="\n".join("    " + line for line in lines), name=name))
    return made
