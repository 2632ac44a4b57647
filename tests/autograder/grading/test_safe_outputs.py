"""Is what students' cells put out harmless on a page, whatever it is?"""

import base64
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.results import RESULT_MIMETYPE
from autograder.grading.safe_outputs import safe_outputs

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n rest").decode()
SCRIPT = "<script>alert(1)</script>"


def shown(**data):
    """What is left of one displayed output."""
    return safe_outputs([{"output_type": "display_data", "data": data, "metadata": {"a": SCRIPT}}], 100)


def test_text_pictures_and_tables_stay():
    data = {"text/plain": "1.0", "image/png": PNG, "text/html": "<table><tbody><tr><td>1</td></tr></tbody></table>"}
    safe = shown(**data)
    assert safe.outputs == [{"output_type": "display_data", "data": data, "metadata": {}}]
    assert not safe.removed
    assert not safe.forged


def test_a_stream_and_an_error_stay():
    outputs = [
        {"output_type": "stream", "name": "stderr", "text": ["a", "b"]},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["line"]},
        {"output_type": "execute_result", "data": {"text/plain": ["1", "2"]}, "execution_count": 7, "metadata": {}},
    ]
    safe = safe_outputs(outputs, 100).outputs
    assert safe[0] == {"output_type": "stream", "name": "stderr", "text": "ab"}
    assert safe[1] == outputs[1]
    assert safe[2]["data"] == {"text/plain": "12"}


@pytest.mark.parametrize("html", [SCRIPT, "<b onclick='f()'>a</b>", "<a href='javascript:f()'>a</a>", r"$\href{x}{y}$"])
def test_what_could_run_is_taken_out_and_told(html):
    safe = shown(**{"text/html": html})
    assert safe.removed
    text = json.dumps(safe.outputs)
    assert not any(word in text for word in ("<script", "onclick", "javascript:", "\\\\href"))


@pytest.mark.parametrize("kind", ["application/javascript", "text/javascript", "application/x-javascript"])
def test_javascript_is_dropped_and_told(kind):
    safe = shown(**{kind: "f()", "text/plain": "a"})
    assert safe.removed
    assert safe.outputs[0]["data"] == {"text/plain": "a"}


def test_an_svg_becomes_a_picture():
    safe = shown(**{"image/svg+xml": f"<svg>{SCRIPT}</svg>"})
    assert safe.removed
    assert SCRIPT not in json.dumps(safe.outputs)
    assert safe.outputs[0]["data"]["text/html"].startswith('<img alt="A picture" src="data:image/svg+xml;base64,')
    assert not shown(**{"image/svg+xml": "<svg><path d='M0 0'/></svg>"}).removed


def test_markdown_is_shown_as_typed_where_it_could_act():
    assert shown(**{"text/markdown": "*a*"}).outputs[0]["data"] == {"text/markdown": "*a*"}
    safe = shown(**{"text/markdown": SCRIPT})
    assert safe.removed
    assert safe.outputs[0]["data"]["text/markdown"] == f"```\n{SCRIPT}\n```"


def test_latex_and_unknown_kinds_are_dropped():
    assert shown(**{"text/latex": SCRIPT, "application/x-odd": SCRIPT}).outputs == []


def test_a_styled_table_of_a_library_is_not_told():
    style = (
        "<style scoped>.dataframe td {text-align: right}</style><table class='dataframe'><tr><td>1</td></tr></table>"
    )
    safe = shown(**{"text/html": style})
    assert not safe.removed
    assert "<style" not in safe.outputs[0]["data"]["text/html"]


def test_a_forged_result_is_dropped_and_told():
    safe = shown(**{RESULT_MIMETYPE: {"verdict": "right"}, "text/plain": "2.0"})
    assert safe.forged
    assert safe.outputs[0]["data"] == {"text/plain": "2.0"}


@pytest.mark.parametrize("text", ["<script>", "VBOR", 3, None, {}, base64.b64encode(b"<svg>").decode()])
def test_what_is_no_picture_is_dropped(text):
    assert shown(**{"image/png": text}).outputs == []


@pytest.mark.parametrize(("text", "kept"), [("VBox(children=(HTML(),))", False), ("Lab: Weigh 1.0 × 2.0.", True)])
def test_of_a_widget_only_words_are_kept(text, kept):
    view = {"text/plain": text, "application/vnd.jupyter.widget-view+json": {"model_id": "1"}}
    said = shown(**view).outputs[0]["data"]["text/plain"]
    assert said == (text if kept else "(Something to click, in the notebook only.)")


def test_what_is_too_long_is_cut_and_says_so():
    long = {"output_type": "stream", "name": "stdout", "text": "\0" * 50_000}
    plain = {"output_type": "display_data", "data": {"text/plain": "a" * 50_000}, "metadata": {}}
    for outputs in ([long], [plain], [{**long, "text": "a"}, plain, long]):
        safe = safe_outputs(outputs, 20).outputs
        assert len(json.dumps(safe)) < 20_500
        assert "The rest was cut" in safe[-1]["text"]
    assert safe_outputs([long] * 1000, 0).outputs[-1]["text"].strip().startswith("[The rest was cut")


PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
JSON = st.recursive(PLAIN, lambda some: st.lists(some, max_size=3))
MIMES = st.sampled_from(["text/plain", "text/html", "text/markdown", "image/png", "image/svg+xml", RESULT_MIMETYPE, ""])
TYPES = st.sampled_from(["stream", "error", "display_data", "execute_result", "update_display_data"]) | JSON
OUTPUT = st.fixed_dictionaries(
    {"output_type": TYPES},
    optional={
        "data": st.dictionaries(MIMES, JSON, max_size=4) | JSON,
        "name": JSON,
        "text": JSON,
        "traceback": JSON,
        "ename": JSON,
        "metadata": JSON,
    },
)


@given(st.lists(OUTPUT | JSON, max_size=4) | JSON, st.integers(0, 5))
def test_anything_becomes_a_valid_list_of_outputs(outputs, limit_kb):
    safe = safe_outputs(outputs, limit_kb).outputs
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "", "execution_count": None, "outputs": safe}
    nb = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    nbformat.validate(nbformat.from_dict(nb))
    json.dumps(safe, ensure_ascii=False).encode("utf-8")
