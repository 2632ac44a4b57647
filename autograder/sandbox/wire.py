"""The language between the judge and a student's process: plain values and messages, never pickle.

Everything that comes from the student's side is hostile until `decode` or `receive_message` has let it through.
"""

from .decoding import decode
from .encoding import encode
from .frames import receive_message, send_message
from .values import MISSING, Opaque, Ref, WireError

__all__ = ["MISSING", "Opaque", "Ref", "WireError", "decode", "encode", "receive_message", "send_message"]
