"""Rank correlations by SciPy."""

import scipy
from scipy import stats

from bench import read, report, timed

TOOL = f"SciPy {scipy.__version__}"
x, y = read("x"), read("y")

report(
    {
        "Kendall τ-b with error and p, 100,000 pairs": timed(
            f"{TOOL}, without error", lambda: stats.kendalltau(x, y).statistic
        ),
        "Spearman, 100,000 pairs": timed(TOOL, lambda: stats.spearmanr(x, y).statistic),
    }
)
