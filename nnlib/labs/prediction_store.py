"""What a student predicted: kept in memory, and in one small file that later lessons can read.

The file is called `.predictions.json` and lies beside the lesson folders, so that lesson 05 can return to what was
missed in lesson 01. Only a student's own click creates it. Where it is damaged or cannot be written, it is left alone
and predictions last as long as the kernel does.
"""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

from nnlib.student_file import StudentFile, shelf, working_folder

__all__ = ["FILE_NAME", "Prediction", "PredictionStore", "store_here"]

FILE_NAME = ".predictions.json"


@dataclass(frozen=True)
class Prediction:
    """One locked prediction; `answer` is None until the demonstration has shown what happens."""

    lesson: str
    key: str
    question: str
    options: tuple[str, ...]
    choice: str
    confidence: int  # per cent
    answer: str | None = None

    @property
    def right(self) -> bool:
        """Whether the prediction came true; False as long as nobody knows."""
        return self.choice == self.answer

    @property
    def missed(self) -> bool:
        """Whether something else happened than what was predicted."""
        return self.answer is not None and not self.right


class PredictionStore:
    """The predictions of all lessons that share one file, those of this kernel first."""

    def __init__(self, path: Path):
        self._file = StudentFile(path, "lessons")
        self.shown: set[tuple[str, str]] = set()  # (lesson, key) whose answer this kernel has shown
        self._memory: dict[tuple[str, str], Prediction] = {}

    def get(self, lesson: str, key: str) -> Prediction | None:
        """The prediction locked for `key`, or None."""
        return self._all().get((lesson, key))

    def put(self, prediction: Prediction) -> None:
        """Remember a prediction here and, where that is possible, in the file."""
        self._memory[prediction.lesson, prediction.key] = prediction
        lessons = self._read()
        if lessons is None:
            return  # damaged: not ours to overwrite
        entry = asdict(prediction)
        lessons.setdefault(entry.pop("lesson"), {})[entry.pop("key")] = entry
        self._file.write(lessons)

    def settle(self, prediction: Prediction, answer: str) -> None:
        """Note what happened; the first answer counts, whatever the demonstration is changed to later."""
        self.put(replace(prediction, answer=answer))

    def select(self, lesson: str | None = None) -> list[Prediction]:
        """All predictions of one lesson, or of every lesson, in the order in which they were locked."""
        return [p for p in self._all().values() if lesson is None or p.lesson == lesson]

    def _all(self) -> dict[tuple[str, str], Prediction]:
        found = {}
        for lesson, entries in (self._read() or {}).items():
            for key, entry in entries.items():
                if (prediction := _parse(lesson, key, entry)) is not None:
                    found[lesson, key] = prediction
        return found | self._memory

    def _read(self) -> dict[str, dict] | None:
        """The file's lessons; empty where there is no file, None where it is damaged."""
        lessons = self._file.read()
        whole = lessons is not None and all(isinstance(entries, dict) for entries in lessons.values())
        return lessons if whole else None


def _parse(lesson: str, key: str, entry: object) -> Prediction | None:
    """A prediction read from the file, or None where somebody has changed it into something else."""
    try:
        entry = dict(entry)
        prediction = Prediction(lesson, key, options=tuple(entry.pop("options")), **entry)
    except (TypeError, ValueError, KeyError):
        return None
    texts = (prediction.question, prediction.choice, *prediction.options)
    sound = (
        all(isinstance(text, str) for text in texts)
        and prediction.choice in prediction.options
        and isinstance(prediction.confidence, int)
        and 0 <= prediction.confidence <= 100
        and (prediction.answer is None or prediction.answer in prediction.options)
    )
    return prediction if sound else None


_stores: dict[Path, PredictionStore] = {}


def store_here() -> tuple[PredictionStore, str]:
    """The store and the lesson's name that belong to the working directory.

    A notebook runs in its own folder, so the folder's name is the lesson. In a folder that is not a lesson's
    (Colab's, for one) the file stays in that folder.
    """
    path = shelf() / FILE_NAME
    return _stores.setdefault(path, PredictionStore(path)), working_folder().name
