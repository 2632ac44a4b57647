"""A grading run as a table that a person reads: who has what, and why."""

from collections import Counter

# In this order in every line; "right" needs no names.
_WORTH_NAMING = ("partly right", "wrong", "error", "not attempted", "not judged", "manual")


def table(rows) -> str:
    """Return the table of scores, then one of exercises.

    Parameters
    ----------
    rows : list of dict
        As `grade` returns them.
    """
    lines = [("student", "score", "what happened")]
    lines += [(_plain(row["student"]), _score(row), _story(row)) for row in rows]
    text = _columns(lines)
    graded = [row for row in rows if row["status"] != "failed"]
    if graded:
        text += "\n\n" + _columns(_exercises(graded))
    return text + "\n\n" + _summary(rows)


def one_line(row) -> str:
    """Return a result in a line, for a log."""
    again = " (unchanged)" if row.get("resumed") else f" ({row['seconds']:.1f} s)"
    reason = f": {row['reason']}" if row["reason"] else ""
    return f"{_plain(row['student'])}: {_score(row)}{reason}{again}"


def _score(row) -> str:
    return "failed" if row["score"] is None else f"{row['score']:g}/{row['max_score']:g}"


def _story(row) -> str:
    if row["status"] == "failed":
        return row["reason"]
    by_verdict = {verdict: [] for verdict in _WORTH_NAMING}
    for exercise in row["exercises"]:
        by_verdict.get(exercise["verdict"], []).append(exercise["id"].partition(".")[2])
    said = [f"{verdict}: {_names(names, len(row['exercises']))}" for verdict, names in by_verdict.items() if names]
    flags = [f"flag {flag['kind']}" for flag in row["flags"]]
    return "; ".join(said + sorted(set(flags))) or "everything right"


def _names(names, number) -> str:
    return "everything" if len(names) == number else ", ".join(names)


def _exercises(rows) -> list[tuple]:
    """Count the verdicts of each exercise: the hard ones stand out."""
    lines = [("exercise", "mean", "verdicts")]
    for i, exercise in enumerate(rows[0]["exercises"]):
        entries = [row["exercises"][i] for row in rows]
        mean = sum(entry["points"] for entry in entries) / len(entries)
        counts = Counter(entry["verdict"] for entry in entries)
        verdicts = ", ".join(f"{counts[v]} {v}" for v in ("right", *_WORTH_NAMING) if counts[v])
        lines.append((exercise["id"].partition(".")[2], f"{mean:.3g}/{exercise['max_points']:g}", verdicts))
    return lines


def _summary(rows) -> str:
    counts = Counter(row["status"] for row in rows)
    said = ", ".join(f"{counts[status]} {status}" for status in ("graded", "flagged", "failed") if counts[status])
    resumed = sum(bool(row.get("resumed")) for row in rows)
    return said + (f" ({resumed} unchanged since the last run)" if resumed else "")


def _columns(lines) -> str:
    widths = [max(len(line[i]) for line in lines) for i in range(2)]
    text = [f"{line[0]:<{widths[0]}}  {line[1]:>{widths[1]}}  {line[2]}" for line in lines]
    return "\n".join([text[0], "-" * max(map(len, text)), *text[1:]])


def _plain(text) -> str:
    """Keep a folder's name from moving the cursor of whoever reads the table."""
    return "".join(c if c.isprintable() else "�" for c in text)
