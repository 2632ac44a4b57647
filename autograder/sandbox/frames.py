"""Messages on a socket: a JSON header and raw bytes, both with a length before them and a cap on it.

A frame is ``!IQ`` (length of the header, length of the body), the header as JSON, the body.
"""

import json
import socket
import struct
import time

from .values import WireError

_LENGTHS = struct.Struct("!IQ")
# Outputs of a cell travel in the body; a header holds a few short fields.
MOST_HEADER_BYTES = 1 << 16
# A short body goes with its header in one piece.
_TOGETHER = 1 << 16


def send_message(sock: socket.socket, header: dict, body: bytes = b"", fds: tuple[int, ...] = ()) -> None:
    """Send one message.

    Parameters
    ----------
    sock : socket.socket
        A connected Unix stream socket.
    header : dict
        Short fields that JSON can hold.
    body : bytes
    fds : tuple of int
        Descriptors to hand over; only the judge's side ever does that.

    Raises
    ------
    WireError
        If the header is too long to be received.
    OSError
        If the other side is gone.
    """
    head = json.dumps(header).encode()
    if len(head) > MOST_HEADER_BYTES:
        raise WireError(f"A header has {len(head):,} bytes where at most {MOST_HEADER_BYTES:,} are allowed.")
    start = _LENGTHS.pack(len(head), len(body)) + head
    if not fds and len(body) <= _TOGETHER:
        sock.sendall(start + body)
        return
    sent = socket.send_fds(sock, [start], list(fds)) if fds else 0
    sock.sendall(start[sent:])
    sock.sendall(body)


def receive_message(sock: socket.socket, limits, timeout: float | None = None) -> tuple[dict, bytes]:
    """Receive one message.

    Parameters
    ----------
    sock : socket.socket
    limits : Limits
    timeout : float, optional
        Seconds for the whole message. Without it, wait for ever.

    Returns
    -------
    (dict, bytes)

    Raises
    ------
    WireError
        If what came is not a message within the limits. The socket cannot be used after that.
    TimeoutError
        If the message is not complete in time.
    EOFError
        If the other side is gone.
    """
    until = None if timeout is None else time.monotonic() + timeout
    head_length, body_length = _LENGTHS.unpack(read_exactly(sock, _LENGTHS.size, until))
    if head_length > MOST_HEADER_BYTES or body_length > most_body_bytes(limits):
        raise WireError(f"A message of {head_length:,} + {body_length:,} bytes came, more than the limits allow.")
    data = read_exactly(sock, head_length + body_length, until)
    return parse_header(data[:head_length]), data[head_length:]


def most_body_bytes(limits) -> int:
    """Return how long a body may be: a value, or a cell's outputs, with room for what surrounds it."""
    return limits.message_bytes + (int(limits.output_kb) << 11) + (1 << 20)


def parse_header(data: bytes) -> dict:
    """Return a header as a dict, or raise `WireError`."""
    try:
        header = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WireError(f"A header is not JSON ({type(error).__name__}).") from None
    if type(header) is not dict:
        raise WireError(f"A header expected an object, got {type(header).__name__}.")
    return header


def read_exactly(sock: socket.socket, length: int, until: float | None) -> bytearray:
    """Read `length` bytes before the time `until`; memory grows with what comes, not with what is announced."""
    data = bytearray()
    while len(data) < length:
        if until is not None:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError("the message did not come in time")
            sock.settimeout(left)
        else:
            sock.settimeout(None)
        # A plain recv: descriptors that a hostile sender attaches are dropped by the system.
        chunk = sock.recv(min(length - len(data), 1 << 20))
        if not chunk:
            raise EOFError("the other side is gone")
        data += chunk
    return data
