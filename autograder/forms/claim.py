"""A two-sided claim: the student gives one setting where it holds and one where it fails, and both are run."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.answers import describe, is_unattempted
from autograder.forms.base import Exercise, Part, Result

SIDES = ("holds", "fails")


@dataclass(frozen=True, kw_only=True)
class TwoSidedClaim(Exercise):
    """A claim that is true in some settings and false in others.

    The answer is ``{"holds": setting, "fails": setting}``.

    Attributes
    ----------
    claim : str
        The claim, quoted fairly.
    verdict : str
        What both runs together say about it.
    read : callable
        ``read(setting) -> setting``; raises ValueError with a sentence when it has the wrong form.
    run : callable
        ``run(setting, side) -> (outcome, sentence)``: puts the claim to the test; `outcome` is "holds" or
        "fails", or None when this setting decides nothing (say why). The sentence tells what was seen.
    mix_up : callable, optional
        ``mix_up(answer) -> sentence`` for two settings that would be right, were they written as asked; "" otherwise.
    """

    claim: str
    verdict: str
    read: Callable
    run: Callable
    mix_up: Callable | None = None

    def _judge(self, answer, rng, call) -> Result:
        if not isinstance(answer, dict) or not set(SIDES) <= set(answer):
            return self.fault(
                f'`{self.name}` should be a dict with the keys "holds" and "fails", a setting under each; '
                f"got {describe(answer)}."
            )
        seen = {side: self._try(answer[side], side) for side in SIDES}
        parts = [Part(f"a setting where it {side}", seen[side][0] == side, seen[side][1]) for side in SIDES]
        if all(part.passed for part in parts):
            return self.result(parts, f"Both sides shown. {self.verdict}")
        if self.mix_up and None not in (seen["holds"][0], seen["fails"][0]) and (sentence := self.mix_up(answer)):
            return self.result(parts, sentence)
        if seen["holds"][0] == "fails" and seen["fails"][0] == "holds":
            return self.result(parts, "Your two settings are swapped: each does what the other was asked to do.")
        return self.result(parts, next(part.detail for part in parts if not part.passed))

    def _try(self, setting, side):
        if is_unattempted(setting):
            return None, f'Nothing under "{side}" yet.'
        try:
            outcome, sentence = self.run(self.read(setting), side)
            if outcome in SIDES and outcome != side:  # the other side may hold the same setting, so name this one
                sentence = f'Under "{side}": here it {outcome}. {sentence}'
            return outcome, sentence
        except ValueError as error:
            return None, f'Under "{side}": {error}'
