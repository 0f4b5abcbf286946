"""Ordinal alpha by fast-krippendorff, from a reliability matrix and from value counts."""

from importlib.metadata import version

import krippendorff

from bench import counts, matrix, report, timed

TOOL = f"fast-krippendorff {version('krippendorff')}"
LEVELS = 5
wide, deep, wide_counts = matrix("wide"), matrix("deep"), counts("wide", LEVELS)


def alpha(**data):
    return krippendorff.alpha(
        value_domain=list(range(LEVELS)), level_of_measurement="ordinal", **data
    )


report(
    {
        "Ordinal α, 100,000 units × 3 of 200 raters": timed(
            TOOL, lambda: alpha(reliability_data=wide)
        ),
        "The same from value counts of units": timed(
            TOOL, lambda: alpha(value_counts=wide_counts)
        ),
        "Ordinal α, 10,000 units × 20 raters": timed(TOOL, lambda: alpha(reliability_data=deep)),
    }
)
