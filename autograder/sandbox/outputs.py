"""Make a cell's outputs, as a hostile process sent them, into outputs that the notebook format allows."""

import json
import re

from .records import text
from .values import WireError

_MIME = re.compile(r"[a-z]{1,30}/[A-Za-z0-9.+_-]{1,80}")
_TRACEBACK_LINES = 200
MORE = "There was more output than is kept."


def read_outputs(data: bytes, most_bytes: int) -> list[dict]:
    """Return what is well formed among a cell's outputs; what is not is left out.

    Parameters
    ----------
    data : bytes
        A JSON list.
    most_bytes : int
        What all of them together may take; what comes after that is replaced by one sentence.
    """
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WireError(f"The outputs of a cell are not JSON ({type(error).__name__}).") from None
    outputs, room = [], most_bytes
    for item in raw if type(raw) is list else []:
        kind = item.get("output_type") if type(item) is dict else None
        output = _READERS[kind](item) if type(kind) is str and kind in _READERS else None
        if output is None:
            continue
        room -= len(json.dumps(output))
        if room < 0:
            return [*outputs, note(MORE)]
        outputs.append(output)
    return outputs


def note(sentence: str) -> dict:
    """Return an output that says something in the grader's name."""
    return {"output_type": "stream", "name": "stderr", "text": f"[{sentence}]\n"}


def _stream(item) -> dict | None:
    name, said = item.get("name"), item.get("text")
    if name not in ("stdout", "stderr") or type(said) is not str:
        return None
    return {"output_type": "stream", "name": name, "text": text(said, len(said))}


def _display(item) -> dict | None:
    data = item.get("data")
    if type(data) is not dict:
        return None
    bundle = {mime: _datum(mime, value) for mime, value in data.items() if _MIME.fullmatch(mime)}
    bundle = {mime: value for mime, value in bundle.items() if value is not None}
    # Metadata of a display says how large a picture is; nothing else in it is needed.
    return {"output_type": "display_data", "data": bundle, "metadata": _sizes(item.get("metadata"))} if bundle else None


def _datum(mime, value):
    if type(value) is str:
        return text(value, len(value))
    is_json = mime == "application/json" or (mime.startswith("application/") and mime.endswith("+json"))
    if is_json and type(value) in (dict, list, int, float, bool):
        return json.loads(json.dumps(value).encode("utf-8", "replace"))
    return None


def _sizes(metadata) -> dict:
    found = {}
    for mime, value in metadata.items() if type(metadata) is dict else ():
        if _MIME.fullmatch(mime) and type(value) is dict:
            kept = {k: value[k] for k in ("width", "height") if type(value.get(k)) in (int, float)}
            found |= {mime: kept} if kept else {}
    return found


def _result(item) -> dict | None:
    output = _display(item)
    count = item.get("execution_count")
    if output is not None:
        output |= {
            "output_type": "execute_result",
            "execution_count": count if type(count) is int and 0 <= count < 1 << 31 else None,
        }
    return output


def _error(item) -> dict:
    lines = item.get("traceback")
    lines = [text(line, 20_000) for line in lines[:_TRACEBACK_LINES]] if type(lines) is list else []
    return {
        "output_type": "error",
        "ename": text(item.get("ename"), 200),
        "evalue": text(item.get("evalue"), 2_000),
        "traceback": lines,
    }


_READERS = {"stream": _stream, "display_data": _display, "execute_result": _result, "error": _error}
