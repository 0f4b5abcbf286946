# The intraclass correlation by psych, which fits a mixed model for it.
suppressPackageStartupMessages(library(psych))
arguments <- commandArgs(FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(file.path(here, "bench.R"))

small <- ratings("small")
report(timed("ICC(2,1), 2,000 units × 6 raters", "psych", function()
  ICC(small)$results$ICC[2], tolerance = 1e-4))
