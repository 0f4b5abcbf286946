# Crossed random effects by lme4, by restricted maximum likelihood: the criterion at the optimum.
suppressPackageStartupMessages(library(lme4))
arguments <- commandArgs(FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(file.path(here, "bench.R"))

scores <- data.frame(
  item = factor(whole("scores.unit")),
  rater = factor(whole("scores.rater")),
  score = numbers("scores.value")
)
report(timed("Crossed random effects, 15,000 ratings, 5,000 items × 100 raters", "lme4",
  function() REMLcrit(lmer(score ~ 1 + (1 | item) + (1 | rater), scores)), tolerance = 1e-6))
