"""Cohen's kappa by scikit-learn."""

import sklearn
from sklearn.metrics import cohen_kappa_score

from bench import ratings, report, timed

_, rater, value = ratings("pairs")
first, second = (value[rater == one].astype(int) for one in (0, 1))

scikit = timed(
    f"scikit-learn {sklearn.__version__}",
    lambda: cohen_kappa_score(first, second, weights="quadratic"),
)
report(
    {"Cohen’s κ, quadratic, 1,000,000 pairs": scikit, "The same from ratings in any order": scikit}
)
