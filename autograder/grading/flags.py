"""Flags: what a person should look at, each kind with the sentence that says what it means.

A flag stops nothing. The kinds are part of the results that other tools read; they do not change their meaning.
"""

FLAGS = {
    # The notebook is not the one that was handed out.
    "missing-test": "A test cell was deleted; the exercise was judged by the lesson's own test all the same.",
    "edited-test": "A test cell, or a locked cell that tests rely on, was changed; the lesson's own was used.",
    "duplicate-cell": "A cell of the lesson is there more than once; all copies ran, and the last one counts.",
    "missing-cell": "A cell of the lesson was deleted.",
    "moved-cell": "A cell of the lesson stands at another place; it ran where the student put it.",
    "retyped-cell": "A cell of the lesson has another type, such as code turned into text; text does not run.",
    "renamed-cell": "A cell of the lesson carries another name; it was found by its comment or its id.",
    "lost-metadata": "The notebook lost nbgrader's marks, as Google Colab does it; cells were found by their comments.",
    "changed-points": "The notebook gives a cell other points than the lesson does; the lesson's points count.",
    "odd-metadata": "Something in the notebook's file is not as a notebook has it; it was left out.",
    "other-kernel": "The notebook asks for another language or kernel; it was run with Python all the same.",
    # Running it went another way than usual.
    "run-twice": "A name was missing at first; the notebook was run again, and these tests were judged at its end.",
    "stopped-cell": "A cell was stopped: it took too long, crashed or reached a limit.",
    "died": "Python ended while the notebook was running; what was judged before that counts.",
    "over-limit": "The submission reached a limit of time, memory, processes, output or disk.",
    # It tried what an exercise has no need for; the sandbox holds such attempts.
    "network": "The code tries to reach the network; there is none while it is graded.",
    "started-process": "The code starts processes or timers; they ended with the submission.",
    "looked-outside": "The code reads files or settings outside its own folder; they are not there while it is graded.",
    "wrote-outside": "The code tried to write outside its own folder.",
    "reached-inside": "The code reaches into Python's or IPython's inner workings, as if to look for answers.",
    "patched": "The code changes a library or a builtin; the tests do not use the changed one.",
    "tampered": "The code touches what runs or grades the notebook, or makes output that looks like the grader's.",
    # The answer is of a kind that deserves a look.
    "borrowed": "An answer uses a library's version of what the exercise asks for; that fails while it is judged.",
    "own-class": "An answer is an object of a class of the student's own; such an object is not compared.",
    "rebound": "The code gives a new meaning to a name that the tests take from the lesson; the lesson's is used.",
    "unstable": "A function gave another answer when it was called a second time with the same input.",
    "typed-in": "Only the worked examples that the lesson prints are right.",
    # What became of it.
    "active-output": "Scripts were taken out of output or text; nothing of them runs on a page.",
    "left-out-file": "A file of the submission was left out: it is a link, a special file, or too large.",
    "needs-person": "A test cannot be judged from outside; a person must give the mark.",
    "unsandboxed": "The submission was run without a sandbox.",
}

# The text cell at the top of a judged notebook in which its flags stand.
FLAGS_CELL = "flags"

_LONGEST = 500


def flag(kind: str, detail: str) -> dict:
    """Return a flag.

    Parameters
    ----------
    kind : str
        One of `FLAGS`.
    detail : str
        Which cell, what happened, what was done: a sentence for the lecturer. Very long ones are cut.

    Raises
    ------
    ValueError
        If the kind is not known.

    Examples
    --------
    >>> flag("network", "Cell 4 imports socket.")
    {'kind': 'network', 'detail': 'Cell 4 imports socket.'}
    """
    if kind not in FLAGS:
        raise ValueError(f'There is no flag "{kind}". Known: {", ".join(FLAGS)}.')
    detail = str(detail).encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written to a file
    return {"kind": kind, "detail": detail if len(detail) <= _LONGEST else detail[: _LONGEST - 1] + "…"}


def unique(flags) -> list[dict]:
    """Return the flags in their order, each one once."""
    return list({(one["kind"], one["detail"]): one for one in flags}.values())
