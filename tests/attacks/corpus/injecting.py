"""Inject into people's tools: what a lecturer or a student opens in a browser, and what a spreadsheet opens."""

from tests.attacks.attack import ALL_RIGHT, Attack, adding, answering, cell, code_cell
from tests.attacks.target import FULL, solution

KIND = "inject into people's tools"
SCRIPT = "<script>document.title=1</script>"
IMAGE = '<img src=x onerror="document.title=1">'

HTML = f"""\
from IPython.display import HTML, display
display(HTML({SCRIPT!r} + {IMAGE!r}))
display(HTML('<iframe srcdoc="{SCRIPT}"></iframe><a href="javascript:alert(1)">x</a>'))"""

JAVASCRIPT = """\
from IPython.display import Javascript, display
display(Javascript("document.title = 1"))
display({"application/javascript": "document.title = 1", "text/plain": "x"}, raw=True)"""

SVG = f"""\
from IPython.display import SVG, display
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><g>{SCRIPT}</g></svg>'))
display({{"image/svg+xml": "<svg onload='document.title=1'>{SCRIPT}</svg>", "text/plain": "x"}}, raw=True)"""

MIMES = f"""\
from IPython.display import display
for mime in ("text/html", "text/markdown", "text/latex", "image/png", "image/jpeg",
             "application/vnd.jupyter.widget-view+json", "application/pdf", "text/x-anything"):
    display({{mime: {IMAGE!r}, "text/plain": "x"}}, raw=True)
    display({{mime: ['"><script>document.title=1</script>'], "text/plain": {SCRIPT!r}}}, raw=True)
print("\\x1b[31m" + {SCRIPT!r} + "\\x1b]8;;javascript:alert(1)\\x07link\\x1b]8;;\\x07")"""

REPR = f"""\
class Answer:
    def __repr__(self): return {IMAGE!r}
    def _repr_html_(self): return {SCRIPT!r}
    def _repr_mimebundle_(self, **kwargs): return {{"text/html": {SCRIPT!r}, "application/javascript": "1"}}
Answer()"""

RAISES = f"""\
    Bad = type({SCRIPT!r}, (Exception,), {{"_render_traceback_": lambda self: [{IMAGE!r}]}})
    raise Bad({IMAGE!r})"""

STORED = [
    {"output_type": "display_data", "data": {"text/html": [SCRIPT, IMAGE]}, "metadata": {}},
    {"output_type": "error", "ename": SCRIPT, "evalue": IMAGE, "traceback": [IMAGE]},
    {"output_type": "execute_result", "data": {"application/javascript": "1"}, "metadata": {}, "execution_count": 1},
]

TEXTS = (
    SCRIPT,
    IMAGE,
    "[x](javascript:alert(1)) <a href='&#106;avascript:alert(1)'>y</a>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "$$<img src=x onerror=alert(1)>$$",
    "```\n```\n" + IMAGE,
    "![x](attachment:x.svg)\n\n" + "<" * 3 + "/script" + SCRIPT,
)


def _text_cells(nb):
    for number, text in enumerate(TEXTS):
        nb["cells"].append({"cell_type": "markdown", "id": f"text-{number}", "metadata": {}, "source": text})
    attached = {"x.svg": {"image/svg+xml": f"<svg onload='document.title=1'>{SCRIPT}</svg>"}}
    nb["cells"][-1]["attachments"] = attached
    return nb


def _raw_cells(nb):
    for number, mime in enumerate(("text/html", "text/restructuredtext", "text/markdown")):
        raw = {"cell_type": "raw", "id": f"raw-{number}", "metadata": {"format": mime, "raw_mimetype": mime}}
        nb["cells"].append(raw | {"source": SCRIPT + IMAGE})
    return nb


def _stored(nb):
    for one in nb["cells"]:
        if one["cell_type"] == "code":
            one["outputs"] = STORED
    return nb


def _metadata(nb):
    nb["metadata"] |= {"title": SCRIPT, "authors": [{"name": IMAGE}], "widgets": {"x": {"state": {SCRIPT: IMAGE}}}}
    nb["metadata"]["language_info"] = {"name": SCRIPT, "pygments_lexer": IMAGE, "mimetype": SCRIPT}
    nb["cells"].append(code_cell("pass", 'x" onmouseover="alert(1)') | {"metadata": {"tags": [IMAGE], "name": SCRIPT}})
    cell(nb, "title")["id"] = "\"><img src=x onerror='alert(1)'>"
    return nb


def _attack(name, tries, make, flags=("active-output",), **more) -> Attack:
    expected = {"base": ALL_RIGHT, "fair": FULL, "at_least": FULL} | more
    return Attack(kind=KIND, name=name, tries=tries, make=make, flags=flags, **expected)


ATTACKS = (
    _attack("html", "displays HTML with scripts", adding(HTML)),
    _attack("javascript", "displays JavaScript", adding(JAVASCRIPT)),
    _attack("svg", "displays pictures that run scripts", adding(SVG)),
    _attack("mimes", "displays scripts under every kind of output", adding(MIMES)),
    _attack("repr", "shows an object of its own with scripts", adding(REPR), ("active-output", "tampered")),
    _attack("markdown", "writes scripts into text cells", _text_cells),
    _attack("raw", "writes scripts into raw cells", _raw_cells, ()),
    # Stored outputs and metadata are not kept, so that nothing of them need be told.
    _attack("stored", "hands in outputs that run scripts", _stored, ()),
    _attack(
        "metadata",
        "writes scripts into metadata and cell ids",
        _metadata,
        ("active-output", "odd-metadata", "other-kernel", "renamed-cell"),
    ),
    _attack(
        "message",
        "raises an exception whose name and message are scripts",
        answering(weighted_sum=solution("weighted_sum", RAISES)),
        (),
        fair=FULL - 2,
        at_least=FULL - 2,
    ),
    # The folder's name is the student's name, and goes into exports.
    _attack("=1+1", "has a formula as its name", lambda nb: nb, ()),
    _attack("@SUM(1,1)", "has another formula as its name", lambda nb: nb, ()),
    _attack("<img src=x onerror=alert(1)>", "has a script as its name", lambda nb: nb, ()),
)
