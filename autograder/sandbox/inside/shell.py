"""An IPython shell without a kernel: it runs cells as Jupyter does and records what they show."""

import signal
import subprocess
import sys
import threading

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from .recorder import Recorder, Stream

_AGAIN_SECONDS = 0.25


class CellTimeout(KeyboardInterrupt):
    """A cell has run for as long as it may."""


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **kwargs):
        display_id = (transient or {}).get("display_id")
        if update:
            self.shell.recorder.update(data, metadata, display_id)
        else:
            self.shell.recorder.display(data, metadata, display_id, output_type="display_data")

    def clear_output(self, wait=False):
        self.shell.recorder.clear(wait)


class _Hook(DisplayHook):
    def start_displayhook(self):
        pass

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        count = self.prompt_count
        self.shell.recorder.display(format_dict, md_dict, output_type="execute_result", execution_count=count)

    def finish_displayhook(self):
        pass


class StudentShell(InteractiveShell):
    """Runs a student's cells."""

    recorder: Recorder = None

    def showtraceback(self, exc_tuple=None, *args, **kwargs):
        kind, error = (exc_tuple or sys.exc_info())[:2]
        try:
            super().showtraceback(exc_tuple, *args, **kwargs)
        except Exception:  # the student's own exception class may fail to show itself
            self.recorder.error(getattr(kind, "__name__", "Exception"), _message(error), [_message(error)])

    def _format_exception_for_storage(self, exception, *args, **kwargs):
        """IPython keeps a second account of each error for a history that is switched off here."""
        return {}

    def _showtraceback(self, etype, evalue, stb):
        self.recorder.error(getattr(etype, "__name__", str(etype)), _message(evalue), list(stb))

    def init_display_formatter(self):
        super().init_display_formatter()
        self.display_formatter.active_types = list(self.display_formatter.format_types)

    def ask_exit(self):
        """A cell that calls exit() ends nothing: the notebook goes on with its next cell."""

    def enable_gui(self, gui=None):
        """Windows are never opened here."""

    def system(self, cmd):
        """Run ``!command``; what it says is shown as the cell's output."""
        done = subprocess.run(self.var_expand(cmd, depth=1), shell=True, capture_output=True, text=True)
        print(done.stdout, end="")
        print(done.stderr, end="", file=sys.stderr)
        self.user_ns["_exit_code"] = done.returncode


def _message(error) -> str:
    try:
        return str(error)
    except Exception:  # the student's own exception class may fail to print itself
        return "<its text could not be read>"


def make_shell(most_bytes: int) -> StudentShell:
    """Return the one shell of this process, with no history, no settings of anybody's and no colours."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.autoindent = False
    config.InteractiveShell.display_page = True
    config.InteractiveShell.banner1 = ""
    StudentShell.recorder = Recorder(most_bytes)
    shell = StudentShell.instance(
        config=config,
        display_pub_class=_Publisher,
        displayhook_class=_Hook,
        user_module=None,
    )
    shell.restore_sys_module_state()
    return shell


def redirect(shell: StudentShell) -> None:
    """Send Python's output to the recorder and refuse questions to a person who is not there."""
    import builtins
    import getpass

    sys.stdout = sys.__stdout__ = Stream("stdout", shell.recorder, 1)
    sys.stderr = sys.__stderr__ = Stream("stderr", shell.recorder, 2)
    builtins.input = getpass.getpass = no_input


def no_input(prompt="", *args, **kwargs):
    """Stand in for ``input``: nobody is there to answer."""
    raise StdinNotImplementedError("input() was called, but nobody is there to answer while a notebook is graded.")


def run_cell(shell: StudentShell, source: str, number: int, seconds: float):
    """Run one cell, told to stop after `seconds`.

    Returns
    -------
    (bytes, BaseException or None, bool)
        Its outputs as JSON, its error, and whether it was told to stop.
    """
    stopped = threading.Event()

    def stop(*_):
        stopped.set()
        raise CellTimeout(f"stopped after {seconds:g} seconds")

    shell.execution_count = number
    shell.recorder.begin()
    error = None
    try:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
        result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
    except BaseException as caught:  # what rose outside the student's code, a late signal above all
        error = caught
        shell.recorder.error(type(caught).__name__, _message(caught), [_message(caught)])
    finally:
        _no_more_alarm()
    return shell.recorder.finish(), error, stopped.is_set()


def _no_more_alarm():
    while True:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            return
        except CellTimeout:  # it rang between the two
            continue
