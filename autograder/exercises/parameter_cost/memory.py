"""weight_bytes and fits: how much room the numbers take, and whether a card has that much."""

from autograder.exercises.parameter_cost.counts import COUNT, agree_count, agree_yes_or_no, many, written
from autograder.forms import FunctionExercise, Misconception, Worked

BYTES = {"float64": 8, "float32": 4, "float16": 2, "int8": 1, "int4": 0.5}  # of one number
GIGA, GIBI = 10**9, 1024**3

# --- weight_bytes -------------------------------------------------------------------------------------------------


def weight_bytes(params, precision):
    return params * BYTES[precision]


def _explain_bytes(params, precision):
    bits = round(8 * BYTES[precision])
    size = many(weight_bytes(params, precision), "byte")
    return f"{precision}: {bits} bits a number, 8 bits a byte\n{written(params)} · {bits} / 8 = {size}"


def _draw_parameters(rng):
    # Even, so that no half byte is left over; and no more than that: params * "float16" is so long a text.
    return 2 * int(rng.integers(1, 500_000)), str(rng.choice(list(BYTES)))


WEIGHT_BYTES = FunctionExercise(
    name="weight_bytes",
    points=2.0,
    without=("nnlib.cost.weight_bytes",),
    reference=weight_bytes,
    worked=(
        Worked("784 → 128 → 10 in float32", (101_770, "float32")),
        Worked("a million parameters in 16 bits", (10**6, "float16")),
    ),
    draw=_draw_parameters,
    always=tuple((1000, precision) for precision in BYTES),
    simple=lambda: ((params, precision) for params in (2, 4, 1000) for precision in BYTES),
    explain=_explain_bytes,
    agree=agree_count,
    write=written,
    tolerance=COUNT,
    misconceptions=(
        Misconception(
            "bits", lambda params, precision: params * BYTES[precision] * 8, "These are bits. A byte holds 8 of them."
        ),
        Misconception(
            "multiplied by 8",
            lambda params, precision: params * BYTES[precision] * 64,
            "The bits are multiplied by 8. Eight bits make one byte, so there are fewer bytes than bits: divide.",
        ),
        Misconception(
            "four bytes always",
            lambda params, precision: params * 4,
            "Every number takes 4 bytes here. That is float32; how many it takes depends on the precision.",
        ),
        Misconception(
            "eight bytes always",
            lambda params, precision: params * 8,
            "Every number takes 8 bytes here. That is float64; how many it takes depends on the precision.",
        ),
        Misconception(
            "rounded down",
            lambda params, precision: params * int(BYTES[precision]),
            "`//` rounds down: an int4 is half a byte, and that becomes 0. Divide with `/`.",
        ),
        Misconception(
            "upside down",
            lambda params, precision: params / BYTES[precision],
            "It is upside down: the more bits a number has, the more bytes it takes. Multiply by the bits, divide by 8.",
        ),
        Misconception(
            "in KiB",
            lambda params, precision: params * BYTES[precision] / 1024,
            "The answer is divided by 1,024. Asked are bytes: leave that out.",
        ),
        Misconception(
            "a whole byte at least",
            lambda params, precision: params * max(1, BYTES[precision]),
            "An int4 takes a whole byte here. Two of them share one: 4 bits are half a byte.",
        ),
        Misconception(
            "in GB",
            lambda params, precision: params * BYTES[precision] / GIGA,
            "The answer is in GB. Asked are bytes: leave out the division by a billion.",
        ),
        Misconception(
            "in GiB",
            lambda params, precision: params * BYTES[precision] / GIBI,
            "The answer is in GiB. Asked are bytes: leave out the last division.",
        ),
        Misconception(
            "parameters left out",
            lambda params, precision: BYTES[precision],
            "These are the bytes of one number. There are `params` of them.",
        ),
    ),
    praise="Right, at every precision. Halve the bits, and the same network takes half the room.",
    hints=(
        "How many bits does one number of this precision take? `bits[precision]` says it.",
        "Bits of all numbers together first, then bytes: 8 bits make one byte.",
    ),
)

# --- fits ---------------------------------------------------------------------------------------------------------


def fits(params, bits, gigabytes):
    return params * bits // 8 <= gigabytes * GIGA


def _explain_fits(params, bits, gigabytes):
    need = params * bits / 8
    return (
        f"{written(params)} · {bits} / 8 = {written(need)} bytes = {need / GIGA:g} GB ({need / GIBI:.3g} GiB)\n"
        f"the card holds {gigabytes} GB: {'yes' if fits(params, bits, gigabytes) else 'no'}"
    )


_CARDS = (8, 16, 24, 48, 80)


def _draw_question(rng):
    while True:
        params = int(rng.integers(2, 900)) * 10**8
        bits, gigabytes = int(rng.choice([4, 8, 16, 32, 64])), int(rng.choice(_CARDS))
        if abs(params * bits / 8 / GIGA - gigabytes) > 0.01 * gigabytes:  # a tie never decides
            return params, bits, gigabytes


_BILLION = 10**9

FITS = FunctionExercise(
    name="fits",
    points=1.0,
    reference=fits,
    worked=(
        Worked("7B in 16 bits, a card of 16 GB", (7 * _BILLION, 16, 16)),
        Worked("70B in 16 bits, a card of 80 GB", (70 * _BILLION, 16, 80)),
    ),
    draw=_draw_question,
    always=(
        (7 * _BILLION, 32, 24),
        (7 * _BILLION, 32, 80),
        (7 * _BILLION, 4, 16),
        (70 * _BILLION, 8, 80),
        (70 * _BILLION, 4, 80),
        (70 * _BILLION, 4, 24),
        (40 * _BILLION, 4, 24),  # 20 GB; 40, were a whole byte taken for each
        (8_200_000_000, 16, 16),  # 16.4 GB, 15.3 GiB
        (1_500_000_000, 8, 2),
        (1_500_000_000, 8, 16),  # fits even where bits are taken for bytes: every way to count says yes at times
        (600_000_000, 4, 80),
        (3_000_000_000, 64, 80),
        (38 * _BILLION, 16, 80),  # 5 % below what the card holds, and 5 % above
        (42 * _BILLION, 16, 80),
        (2, 8, 80),  # where bytes are compared with GB, nothing fits but the smallest
        (20, 16, 80),
    ),
    simple=lambda: ((b * _BILLION, bits, card) for b in (1, 7, 70) for bits in (8, 16, 32) for card in (3, 16, 24, 80)),
    explain=_explain_fits,
    agree=agree_yes_or_no,
    misconceptions=(
        Misconception(
            "bits taken for bytes",
            lambda params, bits, gigabytes: params * bits <= gigabytes * GIGA,
            "What it takes comes out some eight times too large. Are bits compared with bytes? 8 bits make one byte; and a GB is 10⁹ bytes, no fewer.",
        ),
        Misconception(
            "GiB",
            lambda params, bits, gigabytes: params * bits / 8 <= gigabytes * GIBI,
            "This counts in GiB, 1,024³ bytes. Here a GB is 10⁹ bytes, 7 % less.",
        ),
        Misconception(
            "bytes compared with GB",
            lambda params, bits, gigabytes: params * bits / 8 <= gigabytes,
            "The card comes out far too small. A GB is 10⁹ bytes: bring the weights and the card to the same unit.",
        ),
        Misconception(
            "bits compared with GB",
            lambda params, bits, gigabytes: params * bits <= gigabytes,
            "Bits are compared with GB. Eight bits make a byte, and 10⁹ bytes a GB: bring both to the same unit.",
        ),
        Misconception(
            "a whole byte at least",
            lambda params, bits, gigabytes: params * max(bits, 8) <= 8 * gigabytes * GIGA,
            "A number of 4 bits takes a whole byte here. Two of them share one: divide the bits by 8, whatever they are.",
        ),
        Misconception(
            "int4 takes nothing",
            lambda params, bits, gigabytes: params * (bits // 8) <= gigabytes * GIGA,
            "`bits // 8` rounds down, so that 4 bits become 0 bytes and everything fits. Divide with `/`, or divide last.",
        ),
        Misconception(
            "rounded to whole GB",
            lambda params, bits, gigabytes: round(params * bits / 8 / GIGA) <= gigabytes,
            "It is rounded before it is compared: 16.4 GB become 16, and do not fit into 16. Compare the exact number.",
        ),
        Misconception(
            "turned round",
            lambda params, bits, gigabytes: not fits(params, bits, gigabytes),
            "The answer is turned round: True should mean that it fits.",
        ),
        Misconception(
            "always 16 bits",
            lambda params, bits, gigabytes: params * 2 <= gigabytes * GIGA,
            "Every number takes 2 bytes here, whatever `bits` says.",
        ),
        Misconception(
            "always 32 bits",
            lambda params, bits, gigabytes: params * 4 <= gigabytes * GIGA,
            "Every number takes 4 bytes here, whatever `bits` says.",
        ),
        Misconception(
            "bits left out",
            lambda params, bits, gigabytes: params <= gigabytes * GIGA,
            "Every number takes one byte here. It takes `bits` bits.",
        ),
        Misconception(
            "to train it",
            lambda params, bits, gigabytes: params * 16 <= gigabytes * GIGA,
            "Every number takes 16 bytes here: that is what training needs. Asked is whether the weights alone fit.",
        ),
    ),
    praise="Right. From a name such as 7B you can now tell which card holds the weights; what else runs beside them needs room too.",
    hints=(
        "Work out the bytes that the weights take, and the bytes that the card has. Then compare.",
        "A card of 16 GB has 16 · 10⁹ bytes; in Python a billion is `10**9`, or `1e9`.",
        "A comparison such as `a <= b` is already True or False: no `if` is needed.",
    ),
)
