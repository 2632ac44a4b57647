"""Where the lesson's tests belong among a student's cells."""

from autograder.grading.cells import GivenCell, StudentCell
from autograder.grading.matching import Match


def in_order(given: list[GivenCell], theirs: list[StudentCell], matched: Match) -> list[GivenCell | StudentCell]:
    """Return the student's cells in their order, with the lesson's tests, and what is put back, between them.

    A test stands just before the next cell of the lesson after its answer, so that cells which the student put in
    between have run.
    """
    slots = _slots(given, theirs, matched)
    ours = [cell for cell in given if cell.is_test or (cell.index not in matched.found and _is_put_back(cell))]
    waiting = sorted(ours, key=lambda cell: slots[cell.index])
    order = []
    for place in range(len(theirs) + 1):
        while waiting and slots[waiting[0].index] == place:
            order.append(waiting.pop(0))
        if place < len(theirs) and place not in matched.tests:
            order.append(theirs[place])
    return order


def answer_of(test: GivenCell, given: list[GivenCell]) -> GivenCell | None:
    """Return the solution cell that a test judges: ``NAME`` of ``NAME-test``, or else the nearest one before it."""
    named = [cell for cell in given if cell.is_solution and f"{cell.name}-test" == test.name]
    before = [cell for cell in given[: test.index] if cell.is_solution and cell.kind == "code"]
    return next(iter(named or reversed(before)), None)


def _is_put_back(cell) -> bool:
    """Tell whether the lesson's own cell comes in where the student's is missing.

    Tests may need a locked cell, and a person an answer to grade. An empty exercise would undo an answer that stands
    in another cell.
    """
    return (cell.is_locked and cell.kind == "code") or cell.is_by_hand


def _slots(given, theirs, matched) -> dict[int, int]:
    """Return where each cell of the lesson ends: before which of the student's cells the lesson goes on."""
    starts = sorted(cell.index for place, cell in matched.found.items() if not given[place].is_test)
    ends = dict(zip(starts, [*starts[1:], len(theirs)], strict=False))
    slots, last = {}, None
    for cell in given:
        if cell.is_test:
            continue
        if cell.index in matched.found:
            last = slots[cell.index] = ends[matched.found[cell.index].index]
        elif _is_put_back(cell):
            slots[cell.index] = last or 0
    tests = {cell.index: _slot_of_test(cell, given, slots, len(theirs)) for cell in given if cell.is_test}
    return slots | tests


def _slot_of_test(test, given, slots, end) -> int:
    """Return where a test belongs: after its answer and the code that the lesson has between the two."""
    start = _first_needed(test, given)
    needed = [slots[i] for i in range(start, test.index) if i in slots and given[i].kind == "code"]
    before = [slots[i] for i in range(test.index) if i in slots]
    return max(needed) if needed else before[-1] if before else end


def _first_needed(test, given) -> int:
    """Return the answer's place, or, where names do not tell it, the first cell after the test before."""
    answer = answer_of(test, given)
    start = answer.index if answer else test.index
    if answer and f"{answer.name}-test" == test.name:
        return start
    while start and not given[start - 1].is_test:
        start -= 1
    return start
