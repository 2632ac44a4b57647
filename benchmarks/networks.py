"""How fast nnlib's networks are beside others: ``python -m benchmarks.networks``.

Forward: the ranking network (128 → 256 → 128 → 64 → 1, float64) at batch 1, 32 and 1,024. Training: 2 → 16 → 16 → 1
with tanh on 96 samples, 150 steps of Adam. Everybody gets the same weights and must give the same numbers; all run in
turns in one process. Times are medians, and ratios are to NumPy written by hand for that very network. The bar: nnlib
takes at most 1.2 times as long as that. Peers that are not installed are "not measured"; `SECONDS` and `≈` say where a
slow one was timed on less and multiplied. Exit status 1 when the bar fails.
"""

import os
import statistics
import sys
import time

import numpy as np
import psutil

from benchmarks import network_peers as peers

BAR = 1.2
BATCHES = (1, 32, 1024)
ROUNDS = 15
SECONDS = 0.05  # that a round of one peer should last: short calls are repeated
SAME = 1e-6  # the largest difference between two peers' numbers, of size 1


def per_call(run, repeats) -> float:
    """Return the seconds that one call takes, over some calls."""
    start = time.perf_counter()
    for _ in range(repeats):
        run()
    return (time.perf_counter() - start) / repeats


def in_turns(runs, rounds=ROUNDS) -> dict[str, float]:
    """Return the median seconds of each run; rounds go through all of them, so that a busy moment meets everybody."""
    repeats = {name: max(1, int(SECONDS / per_call(run, 1))) for name, run in runs.items()}
    seen = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            seen[name].append(per_call(run, repeats[name]))
    return {name: statistics.median(times) for name, times in seen.items()}


def show(title, found, unit, scale) -> bool:
    """Print one table and return whether nnlib's bar holds."""
    by_hand = found[peers.BY_HAND]
    print(f"\n{title:<34}{unit:>10}{'ratio':>9}")
    for name in peers.NAMES:
        if name not in found:
            print(f"{name:<34}{'not measured':>19}")
            continue
        ratio = found[name] / by_hand
        verdict = "" if name != peers.OURS else f"   at most {BAR:g}: {'holds' if ratio <= BAR else 'FAILS'}"
        print(f"{name:<34}{scale * found[name]:>10.4g}{ratio:>9.2f}{verdict}")
    return found[peers.OURS] <= BAR * by_hand


def same(outputs) -> None:
    """Stop where two peers do not give the same numbers: then their times cannot be compared."""
    for name, output in outputs.items():
        apart = float(np.abs(np.asarray(output).ravel() - np.asarray(outputs[peers.BY_HAND]).ravel()).max())
        if not apart <= SAME:
            raise RuntimeError(f"{name} gives other numbers than {peers.BY_HAND}: {apart:.2g} apart.")


def forward(batch) -> dict[str, float]:
    """Return the seconds of a forward pass, by peer."""
    network = peers.ranking_network(np.random.default_rng(1))
    X = np.random.default_rng(2).normal(size=(batch, 128))
    runs = {name: make(network, X) for name, make in peers.FORWARD.items()}
    slow = runs.pop(peers.SCALAR)
    outputs = {name: run() for name, run in runs.items()}
    same(outputs)
    same({peers.BY_HAND: outputs[peers.BY_HAND][:1], peers.SCALAR: slow()})
    return in_turns(runs) | {peers.SCALAR: batch * per_call(slow, 3)}  # one sample, so many times


def training() -> dict[str, float]:
    """Return the seconds of a whole training, by peer."""
    problem = peers.Problem(np.random.default_rng(3))
    runs = {name: make(problem) for name, make in peers.TRAINING.items()}
    same({name: run() for name, run in runs.items() if name not in peers.OWN_WAY})
    return in_turns(runs, rounds=7)


def main() -> int:
    load = psutil.getloadavg()[0]
    held = [show(f"forward, batch {n:,}, times in µs", forward(n), "µs", 1e6) for n in BATCHES]
    held.append(show("training, 150 steps, times in ms", training(), "ms", 1e3))
    print(f"\n{peers.SCALAR}: one sample timed, times the batch; not trained.")
    print(f"{peers.SKLEARN}: trained by its own Adam from its own start, so that only the work is the same.")
    print(
        f"load {load:.1f} before and {psutil.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores, {peers.versions()}"
    )
    return 0 if all(held) else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(__doc__, file=sys.stderr)
        raise SystemExit(2)
    raise SystemExit(main())
