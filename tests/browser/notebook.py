"""One notebook in JupyterLab, as a student meets it: open, type, run, read, look.

A cell is named by its id or by its position (0 is the first, -1 the last). What a reader sees is asked of the page;
what a cell holds is asked of JupyterLab's own model of it, which also knows cells out of sight.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that the skip without playwright can be said in one line
    from playwright.sync_api import Locator, Page

Cell = str | int

# Short names for what lies deep inside JupyterLab's application object.
HELPERS = """
window.lab = {
  panel: () => window.jupyterapp?.shell.currentWidget,
  notebook: () => window.lab.panel().content,
  cell: ref => {
    const cells = window.lab.notebook().widgets;
    const found = typeof ref === 'number' ? cells.at(ref) : cells.find(c => window.lab.id(c) === ref);
    if (!found) throw new Error(`no cell ${ref} in this notebook`);
    return found;
  },
  id: cell => cell.model.sharedModel.getId(),
  ids: () => window.lab.notebook().widgets.map(window.lab.id),
  mark: ref => { const cell = window.lab.cell(ref); return cell.node.dataset.cellId = window.lab.id(cell); },
  activate: ref => {
    const notebook = window.lab.notebook();
    notebook.activeCellIndex = notebook.widgets.indexOf(window.lab.cell(ref));
  },
  idle: () => window.lab.panel()?.context?.isReady && window.lab.panel()?.content?.widgets?.length > 0
    && window.lab.panel().sessionContext?.session?.kernel?.status === 'idle',
  command: name => {
    window.lab.finished = false;
    window.jupyterapp.commands.execute(name).finally(() => { window.lab.finished = true; });
  },
};
"""


class Notebook:
    """A page with JupyterLab, and the notebook that is open in it; `page` is Playwright's, for everything else."""

    def __init__(self, page: "Page", address: str, token: str):
        self.page, self._address, self._token = page, address, token
        page.add_init_script(HELPERS)

    def open(self, path: str, timeout: float = 60) -> None:
        """Open a notebook, its path relative to the server's folder, and wait until its kernel is ready.

        The kernel of the notebook opened before is shut down.
        """
        if self.page.evaluate("Boolean(window.lab?.panel()?.sessionContext)"):
            self.page.evaluate("window.lab.panel().sessionContext.shutdown()")
        self.page.goto(f"{self._address}/lab/workspaces/test/tree/{path}?reset&token={self._token}")
        self.wait_idle(timeout)

    def wait_idle(self, timeout: float = 60) -> None:
        """Wait until the notebook is there and its kernel has nothing to do."""
        self.page.wait_for_function("window.lab?.idle()", timeout=1000 * timeout)

    def command(self, name: str, timeout: float = 60) -> None:
        """Execute one of JupyterLab's commands and wait until it has finished, as have the cells that it runs."""
        self.page.evaluate("name => window.lab.command(name)", name)
        self.page.wait_for_function("window.lab.finished", timeout=1000 * timeout)

    def run_all(self, timeout: float = 60) -> None:
        """Run all cells and wait until the last one is done; the first error stops it, as it stops a student."""
        self.command("notebook:run-all-cells", timeout)

    def run(self, *cells: Cell, timeout: float = 60) -> None:
        """Run some cells, one after the other."""
        for cell in cells:
            self._activate(cell)
            self.command("notebook:run-cell", timeout)

    def type(self, cell: Cell, text: str) -> None:
        """Replace a cell's text through the keyboard."""
        editor = self.cell(cell).locator(".cm-content")
        editor.click()
        editor.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def source(self, cell: Cell) -> str:
        """A cell's text."""
        return self.page.evaluate("ref => window.lab.cell(ref).model.sharedModel.getSource()", cell)

    def cell(self, cell: Cell) -> "Locator":
        """Where a cell is on the page."""
        mark = self.page.evaluate("ref => window.lab.mark(ref)", cell)
        return self.page.locator(f'[data-cell-id="{mark}"]')

    def outputs(self, cell: Cell) -> list[dict]:
        """A cell's outputs, in the notebook format."""
        return self.page.evaluate("ref => window.lab.cell(ref).model.outputs?.toJSON() ?? []", cell)

    def output_text(self, cell: Cell) -> str:
        """What a reader sees below a cell."""
        return "\n".join(self.cell(cell).locator(".jp-OutputArea-output").all_inner_texts())

    def complaints(self) -> list[str]:
        """Every error and everything on stderr, with the id of its cell."""
        found = []
        for cell in self.page.evaluate("window.lab.ids()"):
            for output in self.outputs(cell):
                if output["output_type"] == "error":
                    found.append(f"{cell}: {output['ename']}: {output['evalue']}")
                elif output.get("name") == "stderr":
                    found.append(f"{cell}: {output['text']}")
        return found

    def set_theme(self, theme: str) -> None:
        """Change the theme of the page as it is."""
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
        self.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)

    def screenshot(self, path: Path | None = None, cell: Cell | None = None) -> bytes:
        """A PNG of one cell with its outputs, or of the whole notebook, also where that is taller than the window."""
        with self._tall_window():
            if cell is not None:
                return self.cell(cell).screenshot(path=path)
            first, last = self.cell(0).bounding_box(), self.cell(-1).bounding_box()
            whole = first | {"height": last["y"] + last["height"] - first["y"]}
            return self.page.screenshot(path=path, clip=whole)

    @contextmanager
    def _tall_window(self) -> Iterator[None]:
        """A window so tall that nothing has to scroll, for a moment."""
        size = self.page.viewport_size
        cells = self.page.evaluate("window.lab.notebook().widgets.map(c => c.node.getBoundingClientRect().height)")
        self.page.set_viewport_size({"width": size["width"], "height": size["height"] + round(sum(cells))})
        self.page.evaluate("window.lab.notebook().outerNode.scrollTop = 0")
        try:
            yield
        finally:
            self.page.set_viewport_size(size)

    def _activate(self, cell: Cell) -> None:
        self.page.evaluate("ref => window.lab.activate(ref)", cell)
