"""What the scripts share: reading the numbers of a folder, and the median processor time of some calls."""

import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])


def read(name):
    return np.fromfile(folder / name)


def ratings(name):
    unit, rater = (np.fromfile(folder / f"{name}.{part}", dtype=np.int32) for part in ("unit", "rater"))
    return unit, rater, read(f"{name}.value")


def matrix(name):
    """Raters by units, NaN where there is no rating."""
    unit, rater, value = ratings(name)
    filled = np.full((rater.max() + 1, unit.max() + 1), np.nan)
    filled[rater, unit] = value
    return filled


def counts(name, levels):
    """Units by levels."""
    unit, _, value = ratings(name)
    cells = np.bincount(unit * levels + value.astype(int), minlength=(unit.max() + 1) * levels)
    return cells.reshape(-1, levels)


def timed(tool, work, times=1, runs=5):
    """The median of some runs after one to warm up; divided by how often the work is done in one."""
    value = work()
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return {
        "tool": tool,
        "seconds": statistics.median(seconds) / times,
        "value": None if value is None else float(value),
    }


def report(cases):
    print(json.dumps({name: [case] for name, case in cases.items()}))
