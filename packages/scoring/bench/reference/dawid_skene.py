"""Dawid–Skene as NumPy does it: expectation–maximisation in counts by worker, no loop over labels."""

import numpy as np

from bench import ratings, report, timed

ITERATIONS = 10
task, worker, label = ratings("labels")
label = label.astype(int)
tasks, workers, size = task.max() + 1, worker.max() + 1, label.max() + 1
# The labels of a task stand together: a task ends where the next one begins.
starts = np.flatnonzero(np.diff(task, prepend=-1))


def fit():
    seen = worker * size + label
    votes = np.bincount(task * size + label, minlength=tasks * size).reshape(tasks, size)
    posterior = votes / votes.sum(axis=1, keepdims=True)
    for _ in range(ITERATIONS):
        by_label = posterior[task]
        table = np.stack(
            [np.bincount(seen, by_label[:, c], minlength=workers * size) for c in range(size)], 1
        )
        rows = table.reshape(workers, size, size).sum(axis=1)
        shares = table.reshape(workers, size, size) / rows[:, None, :]
        evidence = np.log(np.maximum(shares, np.finfo(float).tiny)).reshape(-1, size)
        joint = np.add.reduceat(evidence[seen], starts) + np.log(posterior.mean(axis=0))
        most = joint.max(axis=1, keepdims=True)
        weights = np.exp(joint - most)
        total = weights.sum(axis=1, keepdims=True)
        posterior = weights / total
        likelihood = (most + np.log(total)).sum()
    return likelihood


report(
    {
        "Dawid–Skene, 100,000 tasks × 5 labels × 500 workers, per iteration": timed(
            f"NumPy {np.__version__}, written for this", fit, times=ITERATIONS
        )
    }
)
