"""Hints in steps: what has been asked for so far, and how many are left."""

from html import escape

from autograder.markup import to_html


class Hint:
    """The hints given so far for one exercise, shown as text or HTML.

    Parameters
    ----------
    name : str
    *steps : str
        The hints given so far, weakest first.
    total : int
        How many there are in all.
    """

    def __init__(self, name, *steps, total=0):
        self.name, self.steps, self.total = name, steps, total

    def __repr__(self):
        return "\n".join([*self._numbered(), *self._more()])

    def _repr_html_(self):
        items = "".join(f"<p style='margin:.3em 0;max-width:46em'>{to_html(line)}</p>" for line in self._numbered())
        more = "".join(f"<p style='margin:.3em 0;opacity:.8'>{escape(line)}</p>" for line in self._more())
        return f'<div role="status" style="border-left:4px solid #56B4E9;padding:.1em 0 .1em .8em">{items}{more}</div>'

    def _numbered(self):
        if not self.total:
            return list(self.steps) or [
                f"There is no hint for {self.name}: the text above the cell says all there is to say."
            ]
        return [f"Hint {i} of {self.total}: {step}" for i, step in enumerate(self.steps, 1)]

    def _more(self):
        left = self.total - len(self.steps)
        return [f"Run the cell again for the next one ({left} left)."] if left > 0 else []
