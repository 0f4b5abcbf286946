# The area under the curve with DeLong's interval, by pROC.
suppressPackageStartupMessages(library(pROC))
arguments <- commandArgs(FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(file.path(here, "bench.R"))

x <- numbers("x")
outcome <- numbers("outcome")
report(timed("AUC with DeLong interval, 100,000 cases", "pROC", function() {
  curve <- roc(outcome, x, quiet = TRUE, direction = "<")
  # The interval is 1.96 errors on either side.
  limits <- ci.auc(curve, method = "delong")
  (limits[3] - limits[1]) / (2 * qnorm(.975))
}))
