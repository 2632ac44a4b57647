"""What every layer of a network costs, for the cost explorer to show."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from nnlib.cost import BITS, GB, adam_bytes, dense_params, forward_flops, weight_bytes

CARDS = (16, 24, 80)  # gigabytes of memory on common graphics cards
# How a network of some precision is trained: in words, and the bits of each number that flows through it meanwhile.
# With fewer than 32 bits steps would be lost, so the weights are kept in 32 as well: 16 bytes a parameter, as in 32.
TRAINING = {"float64": ("all in 64 bits", 64), "float32": ("all in 32 bits", 32)}
MIXED = ("in mixed precision", 16)


@dataclass(frozen=True)
class Row:
    """Layers of one shape: `times` of them from `fan_in` numbers to `fan_out`.

    `memory` is that of the parameters; to train, with all that Adam keeps for them.
    """

    fan_in: int
    fan_out: int
    times: int
    params: int
    memory: float
    flops: int


@dataclass(frozen=True)
class CostPlan:
    """A network of dense layers and what is asked of it.

    Parameters
    ----------
    inputs, outputs : int
    hidden : tuple of int
        The widths of one block of hidden layers.
    repeat : int
        How many such blocks there are.
    precision : str
        A name in `nnlib.cost.BITS`: what one number takes while the network runs.
    batch : int
        Inputs at once.
    use : str
        "run" or "train".

    Examples
    --------
    >>> plan = CostPlan(128, (256, 128, 64), 1, outputs=1, precision="float32", batch=1, use="run")
    >>> plan.params, plan.flops
    (74241, 147584)
    """

    inputs: int
    hidden: tuple
    repeat: int
    outputs: int
    precision: str
    batch: int
    use: str

    @cached_property
    def rows(self):
        """The layers from inputs to outputs, those of one place in the block as one `Row`."""
        places = [(self.inputs, self.hidden[0], 1)]
        places += [(one, other, self.repeat) for one, other in pairwise(self.hidden)]
        if self.repeat > 1:
            places.append((self.hidden[-1], self.hidden[0], self.repeat - 1))
        places.append((self.hidden[-1], self.outputs, 1))
        return tuple(self._row(*place) for place in places)

    def _row(self, fan_in, fan_out, times):
        params, flops = times * dense_params(fan_in, fan_out), times * forward_flops([fan_in, fan_out], self.batch)
        return Row(fan_in, fan_out, times, params, self._weights(params, self.use), flops)

    def _weights(self, params, use):
        if use == "run":
            return weight_bytes(params, self.precision)
        return adam_bytes(params) * (2 if self.precision == "float64" else 1)

    @cached_property
    def training(self):
        """How it is trained, in words, and the bits of each number that flows through meanwhile."""
        return TRAINING.get(self.precision, MIXED)

    @cached_property
    def params(self):
        """How many weights and biases there are."""
        return sum(row.params for row in self.rows)

    @cached_property
    def flops(self):
        """The operations of one forward pass with the whole batch."""
        return sum(row.flops for row in self.rows)

    def weights(self, use):
        """Return the bytes that the parameters take, to "run" or to "train": then with all that Adam keeps for them."""
        return self._weights(self.params, use)

    def flow(self, use):
        """Return the bytes of what flows through: the inputs of a batch, and what each layer makes of them.

        Training keeps all of it for the way back. Running, a layer's numbers may go once the next layer has used them,
        so it is the largest two neighbours that count.
        """
        if use == "train":
            return self.batch * self.training[1] / 8 * (self.inputs + sum(row.times * row.fan_out for row in self.rows))
        return self.batch * BITS[self.precision] / 8 * max(row.fan_in + row.fan_out for row in self.rows)

    def memory(self, use):
        """Return the bytes of both together."""
        return self.weights(use) + self.flow(use)

    @cached_property
    def sizes(self):
        """All widths in a row, as `nnlib.cost.mlp_params` and `MLP` take them."""
        return [self.inputs, *self.hidden * self.repeat, self.outputs]

    @cached_property
    def doubling(self):
        """How many times as much work it is where every hidden layer has twice its width."""
        wide = CostPlan(
            self.inputs, tuple(2 * width for width in self.hidden), self.repeat, self.outputs, self.precision,
            self.batch, self.use,
        )  # fmt: skip
        return wide.flops / self.flops

    def fits(self, gigabytes, use):
        """Return whether a card with so many gigabytes, of 10⁹ bytes each, holds it."""
        return self.memory(use) <= gigabytes * GB

    @cached_property
    def name(self):
        """The widths with arrows between them, a repeated block in brackets."""
        block = " → ".join(f"{width:,}" for width in self.hidden)
        if self.repeat > 1:
            block = f"{self.repeat} × ({block})"
        return f"{self.inputs:,} → {block} → {self.outputs:,}"
