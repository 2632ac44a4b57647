"""Record what a cell shows, as outputs of the notebook format, and keep no more than the limits allow."""

import base64
import io
import json

_TRACEBACK_CHARACTERS = 20_000
_WIDGET = "application/vnd.jupyter.widget-view+json"


class Recorder:
    """The outputs of the cell that runs now.

    Parameters
    ----------
    most_bytes : int
        What one cell may show.
    """

    def __init__(self, most_bytes: int):
        self.most_bytes, self.full = most_bytes, False
        self.begin()

    def begin(self) -> None:
        """Start with an empty cell."""
        self.was_full = self.full  # the cell before this one put out more than is kept
        self.outputs, self.room, self.full, self.clear_later = [], self.most_bytes, False, False

    def stream(self, name: str, text: str) -> None:
        """Add printed text; consecutive pieces become one output."""
        if not self._make_room(len(text)) and not (text := text[: max(self.room, 0)]):
            return
        self.room -= len(text)
        last = self.outputs[-1] if self.outputs else {}
        if last.get("name") == name and "parts" in last:
            last["parts"].append(text)
        else:
            self.outputs.append({"output_type": "stream", "name": name, "parts": [text]})

    def display(self, data: dict, metadata: dict, display_id=None, **more) -> None:
        """Add something that was displayed, or the result of the cell."""
        data = {mime: _as_json(value) for mime, value in data.items()}
        if len(data) > 1:
            data.pop(_WIDGET, None)  # no state of widgets is kept, so that a view of one would stay empty
        size = sum(len(v) if isinstance(v, str) else len(json.dumps(v)) for v in data.values())
        if self._make_room(size):
            self.room -= size
            self.outputs.append({"data": data, "metadata": metadata or {}, "display_id": display_id, **more})

    def update(self, data: dict, metadata: dict, display_id) -> None:
        """Replace what was displayed under an id in this cell."""
        for output in self.outputs:
            if display_id is not None and output.get("display_id") == display_id:
                output.update(data={mime: _as_json(value) for mime, value in data.items()}, metadata=metadata or {})

    def error(self, name: str, message: str, lines: list[str]) -> None:
        """Add a traceback."""
        kept, room = [], _TRACEBACK_CHARACTERS
        for line in lines:
            kept.append(line[: max(room, 0)])
            room -= len(line)
        self.outputs.append({"output_type": "error", "ename": name, "evalue": message[:2_000], "traceback": kept})

    def clear(self, wait: bool) -> None:
        """Forget what the cell has shown, now or when it shows the next thing."""
        self.clear_later = wait
        if not wait:
            self.outputs, self.room = [], self.most_bytes

    def finish(self) -> bytes:
        """Return the cell's outputs as JSON."""
        done = []
        for output in self.outputs:
            output = {key: value for key, value in output.items() if key != "display_id"}
            if "parts" in output:
                output["text"] = "".join(output.pop("parts"))
            done.append(output)
        self.begin()
        return json.dumps(done).encode()

    def _make_room(self, size: int) -> bool:
        """Tell whether `size` more fits; say once, as an output, when it does not."""
        if self.clear_later:
            self.clear(wait=False)
        if size <= self.room:
            return True
        if not self.full:
            self.full = True
            note = f"[More than {self.most_bytes >> 10:,} kB were shown here; the rest is left out.]\n"
            self.outputs.append({"output_type": "stream", "name": "stderr", "text": note})
        return False


def _as_json(value):
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


class Stream(io.TextIOBase):
    """Python's own standard output or error: text goes to the recorder, never through a pipe."""

    encoding, errors, closed = "utf-8", "replace", False

    def __init__(self, name: str, recorder: Recorder, descriptor: int):
        self.name, self._recorder, self._descriptor = f"<{name}>", recorder, descriptor
        self._stream = name
        self.buffer = _Bytes(self)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self._recorder.stream(self._stream, text)
        return len(text)

    def writable(self):
        return True

    def close(self):
        """Stay open: a cell that closes its output must not silence the next one."""

    def fileno(self):
        return self._descriptor


class _Bytes(io.RawIOBase):
    """What ``sys.stdout.buffer`` is."""

    def __init__(self, stream):
        self._stream = stream

    def writable(self):
        return True

    def write(self, data):
        self._stream.write(bytes(data).decode("utf-8", "replace"))
        return len(data)

    def close(self):
        """Stay open, as the stream does."""
