"""JupyterLab in a real browser: start both, drive one notebook, leave nothing running.

    with jupyterlab(folder) as lab:
        lab.open("lesson.ipynb")
        lab.run_all()
        lab.outputs("a-cell-id")

The server listens on loopback only and gets settings, workspaces and kernels' files of its own in a temporary folder.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from tests.browser.notebook import Notebook

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

# No GPU, and no talk with the outside that would only slow a measurement down.
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
START_SECONDS = 60


class BrowserMissing(RuntimeError):
    """There is no browser to test in; the message is one line that says what to install."""


def find_chromium() -> str:
    """The path of Chromium: `$CHROMIUM`, or `chromium` on the path."""
    wanted = os.environ.get("CHROMIUM") or "chromium"
    found = shutil.which(wanted)
    if found is None:
        raise BrowserMissing(f"{wanted} not found: install Debian's package chromium, or set CHROMIUM to its path")
    return found


@contextmanager
def jupyterlab(folder: Path, theme: str = LIGHT, size: tuple[int, int] = (1280, 900)) -> Iterator[Notebook]:
    """JupyterLab on `folder` in Chromium; server, kernels and browser end with the block, however it is left.

    Parameters
    ----------
    folder : Path
        What the file browser shows. Notebooks in it are saved as a student's would be, so pass a copy.
    theme : str
        `LIGHT` or `DARK`.
    size : tuple of int
        Width and height of the window in pixels.

    Raises
    ------
    BrowserMissing
        Playwright or Chromium is not installed.
    """
    chromium = find_chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        raise BrowserMissing("playwright not found: pip install '.[dev]'") from None
    with tempfile.TemporaryDirectory(prefix="jupyterlab-", ignore_cleanup_errors=True) as own:
        _write_settings(Path(own) / "settings", theme)
        with _server(Path(folder), Path(own)) as (address, token), sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
            try:
                page = browser.new_page(viewport={"width": size[0], "height": size[1]})
                yield Notebook(page, address, token)
            finally:
                browser.close()


def _write_settings(folder: Path, theme: str) -> None:
    """No news pop-up over the picture, and every cell in the page, also those out of sight."""
    settings = {
        "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "@jupyterlab/apputils-extension/themes": {"theme": theme},
        "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    }
    for name, content in settings.items():
        file = folder / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content))


@contextmanager
def _server(folder: Path, own: Path) -> Iterator[tuple[str, str]]:
    """A Jupyter server on `folder` that keeps everything else under `own`; yields its address and token."""
    token = secrets.token_hex(16)
    places = {f"JUPYTER_{kind}_DIR": str(own / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    places |= {f"JUPYTERLAB_{kind}_DIR": str(own / kind.lower()) for kind in ("SETTINGS", "WORKSPACES")}
    places["IPYTHONDIR"] = str(own / "ipython")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={_free_port()}", f"--ServerApp.root_dir={folder}"]
    command += ["--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"]
    environment = os.environ | places | {"JUPYTER_TOKEN": token}  # not an argument: those are public
    log = own / "server.log"
    with log.open("wb") as sink:
        server = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink)
    try:
        yield _wait_for_server(server, own / "runtime", token, log), token
    finally:
        _kill(server)


def _free_port() -> int:
    """A port that is free now; should somebody take it first, the server moves on to another."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for_server(server: subprocess.Popen, runtime: Path, token: str, log: Path) -> str:
    """The address at which the server answers, read from the file in which it announces itself."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            with suppress(OSError, ValueError):  # half written, or not listening yet
                address = json.loads(file.read_text())["url"].rstrip("/")
                with urllib.request.urlopen(f"{address}/api?token={token}", timeout=5):
                    return address
        time.sleep(0.1)
    state = "ended" if server.poll() is not None else f"did not answer within {START_SECONDS} s"
    raise RuntimeError(f"JupyterLab {state}. Its last words:\n{log.read_text(errors='replace')[-2000:]}")


def _kill(server: subprocess.Popen) -> None:
    """End the server and all it started. Kernels have sessions of their own, so they are looked up first."""
    family = []
    with suppress(psutil.NoSuchProcess):
        family = psutil.Process(server.pid).children(recursive=True)
    server.kill()
    server.wait()
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(family, timeout=10)
