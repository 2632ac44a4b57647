"""What the sources say of GPUs, measured on one: ``python -m benchmarks.gpu``, with PyTorch and a CUDA device.

Width 100 against 128 and 250 against 256 (a square layer on a batch), and the ranking network at batch 1, 32 and 1,024,
in float32, and in float16 for the widths. Prints a small table and writes it, with the device's name and the date, to
``benchmarks/gpu.json`` or the file that is named. Without a GPU it says so and writes nothing: exit
status 3.
"""

import datetime
import json
import statistics
import sys
from itertools import pairwise
from pathlib import Path

WIDTHS = ((100, 128), (250, 256))
WIDTH_BATCH = 8192
RANKING, BATCHES = (128, 256, 128, 64, 1), (1, 32, 1024)
WARM_UP, RUNS = 50, 300
OUT = Path(__file__).resolve().parents[1] / "benchmarks" / "gpu.json"


def median_us(run, torch) -> float:
    """Return the median time of a call in microseconds, by the device's own clock, after some that warm up."""
    for _ in range(WARM_UP):
        run()
    times = []
    for _ in range(RUNS):
        start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        start.record()
        run()
        end.record()
        torch.cuda.synchronize()
        times.append(1000 * start.elapsed_time(end))
    return statistics.median(times)


def width_rows(torch) -> list[dict]:
    """Return the time of a square layer at each width, in both precisions."""
    rows = []
    for precision in ("float32", "float16"):
        dtype = getattr(torch, precision)
        for width in sorted({width for pair in WIDTHS for width in pair}):
            layer = torch.nn.Linear(width, width, device="cuda", dtype=dtype)
            x = torch.randn(WIDTH_BATCH, width, device="cuda", dtype=dtype)
            with torch.inference_mode():
                took = median_us(lambda layer=layer, x=x: layer(x), torch)
            rows.append({"precision": precision, "width": width, "batch": WIDTH_BATCH, "microseconds": round(took, 2)})
    return rows


def ranking_rows(torch) -> list[dict]:
    """Return the time of the ranking network at each batch size, from data on the device to scores on the device."""
    layers = []
    for m, n in pairwise(RANKING):
        layers += [torch.nn.Linear(m, n, device="cuda"), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    rows = []
    for batch in BATCHES:
        x = torch.randn(batch, RANKING[0], device="cuda")
        with torch.inference_mode():
            took = median_us(lambda x=x: model(x), torch)
        rows.append({"batch": batch, "microseconds": round(took, 2), "an_example": round(took / batch, 4)})
    return rows


def measure(torch) -> dict:
    """Return the whole table."""
    return {
        "device": torch.cuda.get_device_name(),
        "torch": torch.__version__,
        "date": datetime.date.today().isoformat(),
        "widths": width_rows(torch),
        "ranking": ranking_rows(torch),
    }


def show(found) -> None:
    """Print the table."""
    print(f"{found['device']}, PyTorch {found['torch']}, {found['date']}; medians of {RUNS}")
    for row in found["widths"]:
        print(f"width {row['width']:>4}, batch {row['batch']:,}, {row['precision']}: {row['microseconds']:8.2f} µs")
    for row in found["ranking"]:
        print(f"ranking network, batch {row['batch']:>5,}: {row['microseconds']:8.2f} µs, {row['an_example']:.4f} each")


def main(arguments) -> int:
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 2
    try:
        import torch
    except ModuleNotFoundError:
        print("Not measured: PyTorch is not installed.", file=sys.stderr)
        return 3
    if not torch.cuda.is_available():
        print("Not measured: no GPU that PyTorch can use.", file=sys.stderr)
        return 3
    found = measure(torch)
    show(found)
    Path(arguments[0] if arguments else OUT).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
