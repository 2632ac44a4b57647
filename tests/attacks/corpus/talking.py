"""Talk: reach anything that listens, by any kind of socket. @PORT@ and @SOCKET@ are listeners of the scene's own."""

from tests.attacks.attack import ALL_RIGHT, Attack, adding, answering
from tests.attacks.target import FULL

KIND = "talk"

TCP = """\
import socket
for address in ("127.0.0.1", "localhost", "::1", "0.0.0.0"):
    try:
        socket.create_connection((address, @PORT@), timeout=0.5).sendall(b"answers please")
    except OSError:
        pass"""

UDP = """\
import socket
try:
    for _ in range(3):
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"answers please", ("127.0.0.1", @PORT@))
except OSError:
    pass"""

ABSTRACT = """\
import socket
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    try:
        s = socket.socket(socket.AF_UNIX, kind)
        s.settimeout(0.5)
        s.connect("\\0@SOCKET@")
        s.sendall(b"answers please")
    except OSError:
        pass"""

NAMES = """\
import socket
for name in ("example.org", "answers.example.org", "localhost"):
    try:
        print(socket.getaddrinfo(name, 443), socket.gethostbyname(name))
    except OSError:
        pass"""

WEB = """\
import http.client, urllib.request
try:
    print(urllib.request.urlopen("http://127.0.0.1:@PORT@/answers", timeout=0.5).read())
except Exception:
    pass
try:
    http.client.HTTPConnection("127.0.0.1", @PORT@, timeout=0.5).request("GET", "/")
except Exception:
    pass"""

SHELL = """\
import subprocess
subprocess.run(["bash", "-c", "echo please > /dev/tcp/127.0.0.1/@PORT@"], capture_output=True, timeout=2)"""

RAW = """\
import ctypes, struct
libc = ctypes.CDLL(None)
for family, address in ((2, struct.pack("!2xHI8x", @PORT@, 0x7F000001)), (1, b"\\x01\\x00\\0@SOCKET@")):
    s = libc.socket(family, 1, 0)
    address = struct.pack("=H", family) + address[2:]
    libc.connect(s, address, len(address))"""

IN_A_CALL = """\
# exercise: clamp
import socket
def clamp(value, low, high):
    try:
        socket.create_connection(("127.0.0.1", @PORT@), timeout=0.2)
    except OSError:
        pass
    return max(low, min(value, high))"""

LISTEN = """\
import socket, threading
def serve():
    try:
        with socket.create_server(("0.0.0.0", 0)) as server:
            server.accept()
    except OSError:
        pass
threading.Thread(target=serve, daemon=True).start()"""


def _attack(name, tries, make, flags=("network",)) -> Attack:
    return Attack(kind=KIND, name=name, tries=tries, make=make, base=ALL_RIGHT, fair=FULL, at_least=FULL, flags=flags)


ATTACKS = (
    _attack("tcp", "connects to a service on loopback", adding(TCP)),
    _attack("abstract", "connects to an abstract socket", adding(ABSTRACT)),
    _attack("udp", "sends datagrams to loopback", adding(UDP)),
    _attack("names", "looks names up", adding(NAMES)),
    _attack("web", "asks a web server on loopback", adding(WEB)),
    _attack("bash", "has bash open a connection", adding(SHELL), ("network", "started-process")),
    _attack("raw", "connects past Python's socket module", adding(RAW), ("network", "reached-inside")),
    _attack("in-a-call", "connects while it is tested", answering(clamp=IN_A_CALL)),
    _attack("server", "waits for visitors of its own", adding(LISTEN)),
)
