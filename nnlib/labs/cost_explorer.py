"""Lab: the price of a network, layer by layer. Which card holds it, and how long does it take here?"""

from nnlib.cost import BITS
from nnlib.labs import stopwatch, svg
from nnlib.labs.amounts import amount, in_bytes
from nnlib.labs.cost_picture import cards, doubled, layers
from nnlib.labs.cost_plan import CARDS, CostPlan
from nnlib.labs.lab import Challenge, Lab, choice, steps

TITLE = "Cost explorer"
START = {
    "inputs": 784, "width1": 128, "width2": 0, "width3": 0, "outputs": 10,
    "repeat": 1, "batch": 1, "precision": "float32", "use": "run",
}  # fmt: skip
WIDTHS = (
    *(1, 2, 3, 4, 6, 8, 10, 12, 16, 24, 32, 48, 64, 96, 100, 128, 192, 256, 384, 512, 768, 784, 1_000, 1_024),
    *(1_536, 2_048, 3_072, 4_096, 6_144, 8_192, 12_288, 16_384, 24_576, 32_768),
)
MAYBE = (("none", 0), *WIDTHS)
REPEATS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 52, 64, 96, 130)
BATCHES = tuple(2**power for power in range(13))
USES = ("run", "train")
PRECISIONS = tuple(name for name in BITS if name != "bfloat16")  # as large as float16, and not in the lesson

_RANKING = {**START, "inputs": 128, "width1": 256, "width2": 128, "width3": 64, "outputs": 1}
_SEVEN = {"inputs": 4_096, "width1": 4_096, "width2": 16_384, "outputs": 4_096, "repeat": 52}
_SEVENTY = {"inputs": 8_192, "width1": 8_192, "width2": 32_768, "outputs": 8_192, "repeat": 130}
PRESETS = {
    "784 → 128 → 10": START,
    "Ranking network": _RANKING,
    "7B-like": {**START, **_SEVEN, "precision": "float16"},
    "70B-like": {**START, **_SEVENTY, "precision": "float16"},
}

ENDS, LEAST, TIMES = (784, 10), 2_000_000, 2.5
SLIM, NARROWEST = 50_000, 64
_WIDE = {**START, "width1": 1_024, "width2": 1_024}


def plan_of(inputs, width1, width2, width3, outputs, repeat, batch, precision, use):
    """Return the `CostPlan` of the controls; a width of 0 is a layer that is not there."""
    hidden = tuple(width for width in (width1, width2, width3) if width)
    return CostPlan(inputs, hidden, repeat, outputs, precision, batch, use)


def cheap_to_double(**values):
    """Whether 784 → … → 10 has two million parameters, and doubled hidden layers less than 2.5 times the work."""
    plan = plan_of(**values)
    return (plan.inputs, plan.outputs) == ENDS and plan.params >= LEAST and plan.doubling < TIMES


def slim(**values):
    """Whether a ranking network has three hidden layers, none narrower than 64, and less than 50,000 parameters."""
    plan = plan_of(**values)
    kept = len(plan.hidden) == 3 and plan.repeat == 1 and min(plan.hidden) >= NARROWEST
    return kept and (plan.inputs, plan.outputs) == (128, 1) and plan.params < SLIM


CHALLENGES = (
    Challenge(
        "Keep the 784 inputs and 10 outputs, and find a network of at least two million parameters that does less than"
        " 2.5 times the work when every hidden layer is twice as wide.",
        _WIDE,
        cheap_to_double,
    ),
    Challenge(
        "Slim the ranking network below 50,000 parameters: 128 inputs, 1 output, still three hidden layers, none"
        " narrower than 64.",
        _RANKING,
        slim,
    ),
)


def draw(inputs, width1, width2, width3, outputs, repeat, batch, precision, use):
    """Return the picture of what a network costs, and the sentence that says it.

    Parameters
    ----------
    inputs, width1, width2, width3, outputs : int
        Of `WIDTHS`; 0 leaves the second or the third hidden layer out.
    repeat : int
        How often the hidden layers stand one behind the other.
    batch : int
        Inputs at once.
    precision : str
        Of `PRECISIONS`.
    use : str
        "run" or "train": whose memory the layers show.

    Returns
    -------
    tuple of (Svg, str)

    Examples
    --------
    >>> draw(**START)[1].split(". ")[0]
    '784 → 128 → 10 has 101,770 parameters'
    """
    plan = plan_of(inputs, width1, width2, width3, outputs, repeat, batch, precision, use)
    sentence = in_words(plan)
    widths = f"width 1 = {width1:,}, width 2 = {width2 or 'none'}, width 3 = {width3 or 'none'}, outputs = {outputs:,}"
    settings = f"inputs = {inputs:,}, {widths}, repeat = {repeat}, batch = {batch:,}, precision = {precision}"
    label = f"{TITLE}. {settings}, use = {use}. {sentence}"
    return svg.picture(900, 400, label, layers(plan), doubled(plan), cards(plan)), sentence


def in_words(plan):
    """Return what the network has, takes and does, and which cards hold it."""
    has = f"{plan.name} has {_counted(plan.params)} parameters"
    run = f"To run{_batch(plan)}, in {plan.precision}, they and what flows through take {in_bytes(plan.memory('run'))}"
    train = f"to train with Adam, {plan.training[0]}, {in_bytes(plan.memory('train'))}"
    work = f"One pass is {_counted(plan.flops)} FLOPs"
    doubled = f"with hidden layers twice as wide, {plan.doubling:.2f} times as many"
    return f"{has}. {run}; {train}. {_held(plan)}. {work}; {doubled}."


def _counted(number):
    return f"{number:,}" if number < 10_000_000 else amount(number)


def _batch(plan):
    return f" with a batch of {plan.batch:,}" if plan.batch > 1 else ""


def _held(plan):
    """Say which is the smallest card that holds it, to run and to train."""
    run, train = (next((f"{size} GB" for size in CARDS if plan.fits(size, use)), "") for use in USES)
    if run == train:
        return f"A card of {run} is enough for both" if run else f"A card of {CARDS[-1]} GB is too small for both"
    trains = f"one of {train} trains it" if train else f"none of {CARDS[-1]} GB trains it"
    return f"A card of {run} runs it, {trains}"


def measure(**values):
    """Return how long the very network takes on this machine, in a sentence."""
    plan = plan_of(**values)
    return stopwatch.measured(plan.sizes, plan.batch, plan.name)


def cost_explorer():
    """Return the lab; as the last line of a notebook cell it is shown."""
    columns = [
        {
            "inputs": steps("inputs", START["inputs"], WIDTHS),
            "width1": steps("width 1", START["width1"], WIDTHS),
            "width2": steps("width 2", START["width2"], MAYBE),
            "width3": steps("width 3", START["width3"], MAYBE),
        },
        {
            "outputs": steps("outputs", START["outputs"], WIDTHS),
            "repeat": steps("repeat", START["repeat"], REPEATS),
            "batch": steps("batch", START["batch"], BATCHES),
        },
        {
            "precision": choice("precision", START["precision"], PRECISIONS),
            "use": choice("use", START["use"], USES),
        },
    ]
    for column in columns:
        for control in column.values():
            control.style.description_width = "62px"
    return Lab(TITLE, draw, columns, PRESETS, CHALLENGES, {"Measure on this machine": measure})
