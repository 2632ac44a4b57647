"""padded: what a width becomes on hardware that works in blocks."""

from autograder.exercises.parameter_cost.counts import COUNT, agree_count, written
from autograder.forms import FunctionExercise, Misconception, Worked


def padded(width, multiple):
    blocks = 0
    while blocks * multiple < width:
        blocks += 1
    return blocks * multiple


def _explain(width, multiple):
    blocks = padded(width, multiple) // multiple
    holds = "block of {} holds" if blocks == 1 else "blocks of {} hold"
    return f"{blocks} {holds.format(multiple)} {width}: {blocks} · {multiple} = {blocks * multiple}"


def _doubled_from(first, width):
    found = first
    while found < width:
        found *= 2
    return found


PADDED = FunctionExercise(
    name="padded",
    points=2.0,
    without=("nnlib.cost.padded",),
    reference=padded,
    worked=(
        Worked("250 in blocks of 64 (Chapter 11: Neurons as Math)", (250, 64)),
        Worked("130 in blocks of 32", (130, 32)),
        Worked("130 in blocks of 64", (130, 64)),
    ),
    draw=lambda rng: (int(rng.integers(1, 600)), int(rng.choice([8, 16, 32, 64]))),
    always=((128, 64), (64, 64), (1, 32), (65, 64), (63, 64), (250, 32), (100, 32), (100, 64), (7, 1)),
    simple=lambda: ((width, multiple) for multiple in (4, 8) for width in range(1, 18)),
    explain=_explain,
    agree=agree_count,
    write=written,
    tolerance=COUNT,
    misconceptions=(
        Misconception(
            "rounded down",
            lambda width, multiple: width // multiple * multiple,
            "This rounds down: some neurons would find no place. Take the next multiple that holds them all.",
        ),
        Misconception(
            "a block too many",
            lambda width, multiple: (width // multiple + 1) * multiple,
            "A width that is a multiple already gets another block. 128 fits into two blocks of 64, with nothing left over.",
        ),
        Misconception(
            "rounded to the nearest",
            lambda width, multiple: (2 * width + multiple) // (2 * multiple) * multiple,
            "This rounds to the nearest multiple. Where that lies below, some neurons find no place: always go up.",
        ),
        Misconception(
            "the waste",
            lambda width, multiple: padded(width, multiple) - width,
            "This is what is wasted. Asked is the width after filling up.",
        ),
        Misconception(
            "the remainder",
            lambda width, multiple: width % multiple,
            "This is the remainder: how many neurons the block that is begun holds. Asked is the whole width, filled up.",
        ),
        Misconception(
            "what is missing",
            lambda width, multiple: multiple - width % multiple,
            "This is what the last block lacks (and a whole block where nothing does). Asked is the whole width, filled up.",
        ),
        Misconception(
            "blocks counted",
            lambda width, multiple: padded(width, multiple) // multiple,
            "This is how many blocks there are. Multiply by what one of them holds.",
        ),
        Misconception(
            "the next power of two",
            lambda width, multiple: _doubled_from(1, width),
            "This goes to the next power of two, whatever `multiple` is. Wanted is the next multiple: three blocks of 64 are fine.",
        ),
        Misconception(
            "doubled from one block",
            lambda width, multiple: _doubled_from(multiple, width),
            "The block is doubled until the width fits in. The next multiple is enough: three blocks will do as well.",
        ),
        Misconception(
            "one block added",
            lambda width, multiple: width + multiple,
            "A whole block is added to the width. Fill up only what is missing in the last block.",
        ),
        Misconception(
            "the remainder added",
            lambda width, multiple: width + width % multiple,
            "The remainder is added. What is missing is the rest of the block: `multiple` minus the remainder.",
        ),
        Misconception(
            "one block at most",
            lambda width, multiple: max(width, multiple),
            "Only one block is filled up, and a larger width stays as it is. Count how many blocks are begun.",
        ),
        Misconception(
            "blocks of 32 always",
            lambda width, multiple: padded(width, 32),
            "The blocks hold 32 here, whatever `multiple` says.",
        ),
        Misconception(
            "blocks of 64 always",
            lambda width, multiple: padded(width, 64),
            "The blocks hold 64 here, whatever `multiple` says.",
        ),
        Misconception(
            "left as it is", lambda width, multiple: width, "The width is left as it is, whatever the block."
        ),
    ),
    praise="Right. 100 neurons cost as much as 128 there, and 130 as much as 192: on such hardware a width just above a multiple is the dearest choice.",
    hints=(
        "How many blocks are begun? For 130 in blocks of 64: two are full, and a third is begun.",
        "`-(-a // b)` divides and rounds up; so does `math.ceil(a / b)`, after `import math`.",
        "From the number of blocks to the width: multiply.",
    ),
)
