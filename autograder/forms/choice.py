"""A multiple-choice question: one letter is right, every other is answered with why it is not."""

from dataclasses import dataclass

from autograder.answers import describe
from autograder.forms.base import Exercise, Part, Result


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """A question whose answer is one letter.

    Attributes
    ----------
    right : str
        The right letter.
    because : str
        Why it is right, shown once it has been chosen.
    wrong : dict
        Letter → why that option is wrong.
    """

    right: str
    because: str
    wrong: dict[str, str]

    def _judge(self, answer, rng, call) -> Result:
        letters = sorted([self.right, *self.wrong])
        letter = answer.strip().strip(").(").lower() if isinstance(answer, str) else None
        if letter not in letters:
            options = ", ".join(f'"{x}"' for x in letters[:-1]) + f' or "{letters[-1]}"'
            return self.fault(f"`{self.name}` should be one letter in quotes, {options}; got {describe(answer)}.")
        if letter == self.right:
            return self.result([Part("your choice", True, f"{letter} is right")], self.because)
        return self.result([Part("your choice", False, f"{letter} is not it")], self.wrong[letter])
