"""Ordinal alpha as NumPy does it: from the definition by coincidences, without a loop over units."""

import numpy as np

from bench import counts, matrix, report, timed

LEVELS = 5
TOOL = f"NumPy {np.__version__}, written for this"
wide, deep, wide_counts = matrix("wide"), matrix("deep"), counts("wide", LEVELS)


def of_counts(table):
    size = table.sum(axis=1)
    rated, size = table[size > 1], size[size > 1]
    weighted = rated / (size - 1)[:, None]
    coincidences = rated.T @ weighted - np.diag(weighted.sum(axis=0))
    total = coincidences.sum(axis=0)
    rank = np.cumsum(total) - total / 2
    distance = (rank[:, None] - rank[None, :]) ** 2
    expected = np.outer(total, total) - np.diag(total)
    return 1 - (total.sum() - 1) * (coincidences * distance).sum() / (expected * distance).sum()


def of_matrix(table):
    return of_counts(np.stack([(table == level).sum(axis=0) for level in range(LEVELS)], 1))


def replicate():
    drawn = np.random.default_rng(1).integers(0, len(wide_counts), len(wide_counts))
    of_counts(wide_counts[drawn])


thousand = timed(f"{TOOL}: one replicate × 1,000", replicate)
report(
    {
        "Ordinal α, 100,000 units × 3 of 200 raters": timed(TOOL, lambda: of_matrix(wide)),
        "The same from value counts of units": timed(TOOL, lambda: of_counts(wide_counts)),
        "Ordinal α, 10,000 units × 20 raters": timed(TOOL, lambda: of_matrix(deep)),
        "Ordinal α with 1,000 bootstrap replicates, 100,000 units": {
            **thousand,
            "seconds": thousand["seconds"] * 1000,
        },
    }
)
