"""Times NumPy and scikit-learn on the numbers in a folder; prints JSON by case.

Alpha is that of the krippendorff package where it is installed, else its formula in NumPy.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.metrics import cohen_kappa_score

try:
    import krippendorff
except ImportError:
    krippendorff = None

folder = Path(sys.argv[1])
LEVELS = 5


def read(name):
    unit = np.fromfile(folder / f"{name}.unit", dtype=np.int32)
    rater = np.fromfile(folder / f"{name}.rater", dtype=np.int32)
    value = np.fromfile(folder / f"{name}.value", dtype=np.float64)
    return unit, rater, value


def matrix(name):
    unit, rater, value = read(name)
    filled = np.full((rater.max() + 1, unit.max() + 1), np.nan)
    filled[rater, unit] = value
    return filled


def counts(name):
    unit, _, value = read(name)
    table = np.zeros((unit.max() + 1, LEVELS), dtype=int)
    np.add.at(table, (unit, value.astype(int)), 1)
    return table


def timed(tool, work, repeats=3):
    best = None
    for _ in range(repeats):
        start = time.perf_counter()
        value = work()
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return {"tool": tool, "seconds": best, "value": value}


wide, deep, wide_counts = matrix("wide"), matrix("deep"), counts("wide")


def alpha_in_numpy(reliability_data=None, value_counts=None):
    if value_counts is None:
        value_counts = np.stack([(reliability_data == v).sum(axis=0) for v in range(LEVELS)], 1)
    size = value_counts.sum(axis=1)
    rated = value_counts[size > 1]
    size = size[size > 1]
    weighted = rated / (size - 1)[:, None]
    coincidences = rated.T @ weighted - np.diag(weighted.sum(axis=0))
    total = coincidences.sum(axis=0)
    rank = np.cumsum(total) - total / 2
    distance = (rank[:, None] - rank[None, :]) ** 2
    expected = np.outer(total, total) - np.diag(total)
    return 1 - (total.sum() - 1) * (coincidences * distance).sum() / (expected * distance).sum()


def alpha(**data):
    if krippendorff is None:
        return float(alpha_in_numpy(**data))
    return float(
        krippendorff.alpha(value_domain=list(range(LEVELS)), level_of_measurement="ordinal", **data)
    )


ALPHA_TOOL = "NumPy" if krippendorff is None else "krippendorff"


def replicate():
    drawn = np.random.default_rng(1).integers(0, len(wide_counts), len(wide_counts))
    alpha(value_counts=wide_counts[drawn])


_, by_rater, paired = read("pairs")
first, second = (paired[by_rater == rater].astype(int) for rater in (0, 1))
replicates = timed("NumPy", replicate)

print(
    json.dumps(
        {
            "ordinal alpha, 100,000 units × 3 of 200 raters": timed(
                ALPHA_TOOL, lambda: alpha(reliability_data=wide)
            ),
            "ordinal alpha from value counts, 100,000 units": timed(
                ALPHA_TOOL, lambda: alpha(value_counts=wide_counts)
            ),
            "ordinal alpha, 10,000 units × 20 raters": timed(
                ALPHA_TOOL, lambda: alpha(reliability_data=deep)
            ),
            "ordinal alpha with 1,000 bootstrap replicates, 100,000 units": {
                "tool": "NumPy (one replicate × 1,000)",
                "seconds": replicates["seconds"] * 1000,
                "value": None,
            },
            "Cohen’s kappa, quadratic, 1,000,000 pairs": timed(
                "scikit-learn",
                lambda: float(cohen_kappa_score(first, second, weights="quadratic")),
            ),
        }
    )
)
