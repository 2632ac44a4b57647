"""What a student's cells put out, made harmless: a page may show it, and nothing of it runs or passes for a grade."""

import json
import re
from dataclasses import dataclass

from autograder.grading.clean_html import clean
from autograder.grading.pictures import picture, svg_as_picture
from autograder.grading.results import RESULT_MIMETYPE
from autograder.grading.safe_text import safe_markdown

_WIDGET = "application/vnd.jupyter.widget-view+json"
_WIDGET_REPR = re.compile(r"[A-Z]\w*\(")  # such as VBox(children=…), which tells nobody anything
_FORMULA = re.compile(r"\\(?=href|require|style|class|cssId|html)")
_TOO_LONG = "\n[The rest was cut: this cell put out more than is kept.]\n"


@dataclass(frozen=True)
class SafeOutputs:
    """Outputs that may be shown.

    Attributes
    ----------
    outputs : list of dict
        Valid outputs of notebook format 4.
    removed : bool
        Whether something that could run was taken out.
    forged : bool
        Whether something looked like a grader's result; it was dropped.
    """

    outputs: list[dict]
    removed: bool = False
    forged: bool = False


def safe_outputs(outputs, limit_kb: float) -> SafeOutputs:
    """Return outputs that may be shown, at most `limit_kb` of them.

    Parameters
    ----------
    outputs
        What a student's process says that a cell put out; it may be anything.
    limit_kb : float
        Kilobytes that are kept; what comes after is cut, with a note that says so.
    """
    safe, removed, forged, left = [], False, False, int(limit_kb * 1000)
    for output in outputs if isinstance(outputs, list) else []:
        shown = _safe_output(output if isinstance(output, dict) else {})
        removed, forged = removed or shown.removed, forged or shown.forged
        for one in shown.outputs:
            size = len(json.dumps(one))
            if size > left:
                safe.append(_cut(one, left))
                return SafeOutputs(safe, removed, forged)
            left -= size
            safe.append(one)
    return SafeOutputs(safe, removed, forged)


def safe_data(data) -> tuple[dict, bool]:
    """Return the data of one output that may be shown, and whether something that could run was taken out.

    Plain text and pictures stay, HTML is cleaned, an SVG becomes a picture, in which nothing runs.
    """
    data = data if isinstance(data, dict) else {}
    safe = {kind: text for kind in ("image/png", "image/jpeg") if (text := picture(kind, data.get(kind)))}
    texts = {kind: _text(data[kind]) for kind in data if kind.startswith("text/") or kind == "image/svg+xml"}
    removed = any("script" in kind for kind in data)
    if "text/plain" in texts:
        bare = _WIDGET in data and _WIDGET_REPR.match(texts["text/plain"])
        safe["text/plain"] = "(Something to click, in the notebook only.)" if bare else texts["text/plain"]
    if "text/html" in texts:
        safe["text/html"] = _FORMULA.sub(r"\\ ", clean(texts["text/html"]))
        removed = removed or _has_script(texts["text/html"])
    elif "image/svg+xml" in texts:
        safe["text/html"] = svg_as_picture(texts["image/svg+xml"])
        removed = removed or _has_script(texts["image/svg+xml"])
    if "text/markdown" in texts:
        safe["text/markdown"], changed = safe_markdown(texts["text/markdown"])
        removed = removed or changed
    return safe, removed


def _safe_output(output) -> SafeOutputs:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return SafeOutputs([{"output_type": "stream", "name": name, "text": _text(output.get("text"))}])
    if kind == "error":
        trace = output.get("traceback")
        lines = [_text(line) for line in trace] if isinstance(trace, list) else [_text(trace)]
        said = {"ename": _text(output.get("ename")), "evalue": _text(output.get("evalue")), "traceback": lines}
        return SafeOutputs([{"output_type": "error", **said}])
    if kind not in ("execute_result", "display_data"):
        return SafeOutputs([])
    data, removed = safe_data(output.get("data"))
    forged = isinstance(output.get("data"), dict) and RESULT_MIMETYPE in output["data"]
    shown = {"output_type": kind, "data": data, "metadata": {}}
    if kind == "execute_result":
        shown["execution_count"] = None
    return SafeOutputs([shown] if data else [], removed, forged)


# Libraries write styles and harmless leftovers that `clean` drops as well; these are what can run.
_SCRIPT = re.compile(
    r"<\s*(?:script|iframe|frame|object|embed|form|base|meta|link)\b|<[^>]*[\s/\"']on[a-z]+\s*=|(?:javascript|vbscript)\s*:",
    re.IGNORECASE,
)


def _has_script(html) -> bool:
    return bool(_SCRIPT.search(html) or _FORMULA.search(html))


def _cut(output, left) -> dict:
    """Return the beginning of an output that is too long; only of text is there a beginning that can be shown."""
    if output["output_type"] == "stream":
        return {**output, "text": _first(output["text"], left)}
    plain = output.get("data", {}).get("text/plain") or "\n".join(output.get("traceback", []))
    return {"output_type": "stream", "name": "stdout", "text": _first(plain, left)}


def _first(text, left) -> str:
    # Up to six bytes are written for one character.
    return text[: max(0, left - len(_TOO_LONG) - 60) // 6] + _TOO_LONG


def _text(value) -> str:
    """Return text, of which a notebook may hold a list; anything else is no text."""
    parts = value if isinstance(value, list) else [value]
    whole = "".join(part for part in parts if isinstance(part, str))
    return whole if whole.isascii() else whole.encode("utf-8", "replace").decode("utf-8")
