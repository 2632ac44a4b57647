"""adam_training_bytes: what training keeps for each parameter, beside the parameter itself."""

from autograder.exercises.parameter_cost.counts import COUNT, agree_count, written
from autograder.forms import FunctionExercise, Misconception, Worked

SINGLE = {"weight": 4, "slope": 4, "mean slope": 4, "mean squared slope": 4}
MIXED = {"weight, 16 bit": 2, "slope, 16 bit": 2, "weight, 32 bit": 4, "mean slope": 4, "mean squared slope": 4}


def adam_training_bytes(params, mixed):
    return params * sum((MIXED if mixed else SINGLE).values())


def _explain(params, mixed):
    kept = MIXED if mixed else SINGLE
    rows = [f"{name}: {size} bytes" for name, size in kept.items()]
    return "\n".join([*rows, f"{params} · {sum(kept.values())} = {written(adam_training_bytes(params, mixed))} bytes"])


def _bytes(single, mixed_bytes):
    return lambda params, mixed: params * (mixed_bytes if mixed else single)


ADAM_TRAINING_BYTES = FunctionExercise(
    name="adam_training_bytes",
    points=1.0,
    without=("nnlib.cost.adam_bytes",),
    reference=adam_training_bytes,
    worked=(
        Worked("1,000 parameters, all in 32 bits", (1000, False)),
        Worked("a billion parameters, mixed", (10**9, True)),
    ),
    draw=lambda rng: (int(rng.integers(1, 10**7)), bool(rng.integers(2))),
    always=((1, False), (1, True)),
    simple=lambda: ((params, mixed) for params in (1, 2, 10) for mixed in (False, True)),
    explain=_explain,
    agree=agree_count,
    write=written,
    tolerance=COUNT,
    misconceptions=(
        Misconception(
            "weights alone", _bytes(4, 2), "These are the weights alone: enough to run a network, not to train it."
        ),
        Misconception(
            "two rows of four bytes",
            _bytes(8, 8),
            "8 bytes are two numbers of 32 bits. The weight, its slope and Adam's two means are four, and mixed precision adds a copy: count every row of the table.",
        ),
        Misconception(
            "what is added to the weights",
            _bytes(8, 12),
            "Adam's means (and the copy) are counted, the weight itself and its slope are not. Training needs them too: count every row.",
        ),
        Misconception(
            "weight and slope left to others",
            _bytes(8, 10),
            "Some rows of the table are left out. All of them have to be in the memory while it trains: add up the whole column.",
        ),
        Misconception(
            "weight and slope",
            _bytes(8, 4),
            "Only weight and slope are counted. Adam keeps two more numbers for each parameter.",
        ),
        Misconception(
            "weight or slope left out",
            _bytes(12, 14),
            "One row is missing, the weight that the network runs with or its slope: 4 bytes in 32 bits, 2 in mixed precision. Both have to be kept for the step.",
        ),
        Misconception(
            "one mean only",
            _bytes(12, 12),
            "12 bytes are three numbers of 32 bits. All in 32 bits there are four, the weight, its slope and Adam's two means; mixed precision has five of them. Count every row.",
        ),
        Misconception(
            "no copy in 32 bits",
            _bytes(16, 12),
            "With mixed precision one number is forgotten: a copy of the weight in 32 bits, to which the steps are added.",
        ),
        Misconception(
            "one of 16 bits left out",
            _bytes(16, 14),
            "With mixed precision 2 bytes are missing: the weight that the network runs with, or its slope. (The copy in 32 bits is one number more, not the same one.)",
        ),
        Misconception(
            "one in 16 bits taken for 32",
            _bytes(16, 18),
            "With mixed precision one number too few has 16 bits: both the weight that the network runs with and its slope have.",
        ),
        Misconception(
            "five in 32 bits",
            _bytes(16, 20),
            "With mixed precision two of the five numbers have only 16 bits: the weight that the network runs with, and its slope.",
        ),
        Misconception(
            "halved",
            _bytes(16, 8),
            "Mixed does not mean that all is halved: only weight and slope have 16 bits, and a copy in 32 comes on top.",
        ),
        Misconception(
            "turned round",
            _bytes(12, 16),
            "All in 32 bits, there are four numbers of 4 bytes each: weight, slope, and Adam's two means.",
        ),
        Misconception(
            "in bits",
            _bytes(128, 128),
            "These are bits: 32 for each of four numbers. Asked are bytes.",
        ),
    ),
    praise="16 bytes either way: the copy in 32 bits eats up what 16 bits save. (Mixed precision is for speed, and for what flows through the network.)",
    hints=(
        "Write down every number in the table that belongs to one parameter, with its bytes. Add them up, once for each kind of training.",
        "32 bits are 4 bytes, 16 bits are 2.",
        "There are `params` parameters, and each needs that much.",
    ),
)
