"""Times SciPy on the numbers in a folder; prints JSON by case, the best of five runs."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

folder = Path(sys.argv[1])
x, y = (np.fromfile(folder / name) for name in ("x", "y"))


def timed(work):
    best = None
    for _ in range(5):
        start = time.perf_counter()
        value = work()
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return {"tool": f"SciPy {scipy.__version__}", "seconds": best, "value": float(value)}


print(
    json.dumps(
        {
            "Kendall tau-b with error and p, 100,000 pairs": timed(
                lambda: stats.kendalltau(x, y).statistic
            ),
            "Spearman, 100,000 pairs": timed(lambda: stats.spearmanr(x, y).statistic),
        }
    )
)
