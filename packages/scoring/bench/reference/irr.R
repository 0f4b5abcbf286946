# Ordinal alpha by irr.
suppressPackageStartupMessages(library(irr))
arguments <- commandArgs(FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(file.path(here, "bench.R"))

deep <- t(ratings("deep"))
report(timed("Ordinal α, 10,000 units × 20 raters", "irr", function()
  kripp.alpha(deep, "ordinal")$value))
