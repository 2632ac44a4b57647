"""Find the lesson's cells in a student's notebook: by name, by comment, by id, by text, by place."""

from collections import defaultdict
from dataclasses import dataclass, field

from autograder.grading.cells import GivenCell, StudentCell, normal


@dataclass
class Match:
    """Which cell of a submission is which cell of the lesson.

    Attributes
    ----------
    found : dict
        Place in the lesson → the student's cell; of several the last.
    how : dict
        Place in the lesson → "name", "comment", "id", "text" or "place".
    copies : dict
        Place in the lesson → further cells that say they are the same one.
    tests : dict
        Place in the submission → place in the lesson, for every cell that is a test or a copy of one.
    """

    found: dict[int, StudentCell] = field(default_factory=dict)
    how: dict[int, str] = field(default_factory=dict)
    copies: dict[int, list[StudentCell]] = field(default_factory=lambda: defaultdict(list))
    tests: dict[int, int] = field(default_factory=dict)

    def of(self, cell: StudentCell) -> int | None:
        """Return which cell of the lesson this is, or None for one of the student's own."""
        return next((place for place, found in self.found.items() if found.index == cell.index), None)


def match(given: list[GivenCell], submitted: list[StudentCell]) -> Match:
    """Match a submission's cells with the lesson's.

    Each way is tried only for what no surer way has found. A cell that carries a test's name while its comment or its
    id are an exercise's is that exercise: nobody's answer is dropped because names were swapped.

    Examples
    --------
    >>> lesson = [GivenCell(0, "code", "double", "", "", {"grade_id": "double", "solution": True})]
    >>> by_comment = match(lesson, [StudentCell(0, "code", "x1", "# exercise: double\\ndef double(x): return 2 * x")])
    >>> by_comment.found[0].index, by_comment.how[0]
    (0, 'comment')
    """
    matching = _Matching(given, submitted)
    matching.by("name", matching.named())
    matching.by("comment", matching.commented())
    matching.by("id", matching.identified())
    matching.by("text", matching.equal())
    matching.by("place", matching.between())
    matching.drop_further_tests()
    return matching.result


class _Matching:
    def __init__(self, given, submitted):
        self.given, self.submitted = given, submitted
        self.result = Match()
        self._taken = set()
        self._exercises = {cell.name: cell for cell in given if cell.is_solution}
        self._answer_ids = {cell.id for cell in given if cell.is_solution}
        tests = [cell for cell in given if cell.is_test]
        self._tests = {normal(text): cell.index for cell in tests for text in (cell.source, cell.released)}
        self._tests.pop("", None)

    def by(self, how, pairs):
        """Take the last of the cells that were found for one cell of the lesson, and remember the others."""
        candidates = defaultdict(list)
        for given, cell in pairs:
            if given.index not in self.result.found and cell.index not in self._taken and self._may_be(given, cell):
                candidates[given.index].append(cell)
        for place, cells in candidates.items():
            *copies, self.result.found[place] = cells
            self.result.how[place] = how
            if how in ("name", "comment"):
                self.result.copies[place] += copies
                self._taken |= {cell.index for cell in copies}
            self._taken.add(cells[-1].index)
            if self.given[place].is_test:
                self.result.tests |= {cell.index: place for cell in cells}

    def named(self):
        names = {cell.meta["grade_id"]: cell for cell in self.given if cell.meta.get("grade_id")}
        for cell in self._left():
            if cell.grade_id in names:
                yield names[cell.grade_id], cell

    def commented(self):
        for cell in self._left():
            if cell.exercise in self._exercises:
                yield self._exercises[cell.exercise], cell

    def identified(self):
        ids = {cell.id: cell for cell in self.given if cell.id}
        yield from ((ids[cell.id], cell) for cell in self._left() if cell.id in ids)

    def equal(self):
        """Pair cells of equal text, each with the first one that is left: texts may be there twice in a lesson."""
        texts = defaultdict(list)
        for given in self._missing():
            for source in {normal(given.released), normal(given.source)} - {""}:
                texts[source].append(given)
        for cell in self._left():
            waiting = [given for given in texts.get(normal(cell.source), []) if given.index not in self.result.found]
            if waiting:
                texts[normal(cell.source)].remove(waiting[0])
                yield waiting[0], cell

    def between(self):
        """Pair answers that have lost everything by place, where as many stand between two cells as are missing."""
        places = {cell.index: place for place, cell in self.result.found.items()}
        own, last, gaps = [], -1, []
        for cell in self.submitted:
            if cell.index in places:
                gaps.append((last, places[cell.index], own))
                own, last = [], places[cell.index]
            elif cell.index not in self._taken:
                own.append(cell)
        gaps.append((last, len(self.given), own))
        for first, end, cells in gaps:
            yield from self._pairs(self.given[first + 1 : end], cells)

    def _pairs(self, given, cells):
        missing = [one for one in given if one.index not in self.result.found and (one.is_solution or one.is_by_hand)]
        for kind in ("code", "markdown"):
            lost = [one for one in missing if one.kind == kind]
            there = [cell for cell in cells if cell.kind == kind and not cell.grade_id]
            if len(lost) == len(there):
                yield from zip(lost, there, strict=True)

    def drop_further_tests(self):
        """Mark what has a test's id or text, too: a further copy of it, of whatever type."""
        ids = {cell.id: cell for cell in self.given if cell.id and cell.is_test}
        for cell in self._left():
            place = self._tests.get(normal(cell.source))
            if place is None and cell.id in ids and self._may_be(ids[cell.id], cell):
                place = ids[cell.id].index
            if place is not None:
                self.result.tests[cell.index] = place

    def _may_be(self, given, cell):
        """Refuse what contradicts a name or an id: an answer is no test, and a test's text is no answer."""
        if given.is_test:
            return cell.exercise not in self._exercises and cell.id not in self._answer_ids
        return normal(cell.source) not in self._tests

    def _left(self):
        return [cell for cell in self.submitted if cell.index not in self._taken]

    def _missing(self):
        return [cell for cell in self.given if cell.index not in self.result.found]
