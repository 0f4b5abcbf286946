"""Dawid–Skene by crowd-kit, which works on data frames."""

from importlib.metadata import version

import pandas as pd
from crowdkit.aggregation import DawidSkene

from bench import ratings, report, timed

ITERATIONS = 10
task, worker, label = ratings("labels")
frame = pd.DataFrame({"task": task, "worker": worker, "label": label.astype(int)})


def fit():
    DawidSkene(n_iter=ITERATIONS, tol=0).fit(frame)


report(
    {
        "Dawid–Skene, 100,000 tasks × 5 labels × 500 workers, per iteration": timed(
            f"crowd-kit {version('crowd-kit')}", fit, times=ITERATIONS
        )
    }
)
