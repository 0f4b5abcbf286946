# Cox regression and concordance by survival, to the precision that is asked of ours.
suppressPackageStartupMessages(library(survival))
arguments <- commandArgs(FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
source(file.path(here, "bench.R"))

x <- numbers("x")
time <- numbers("time")
status <- numbers("status")
exact <- coxph.control(eps = 1e-11, toler.chol = 1e-12)
report(
  timed("Cox, one covariate, 100,000 cases", "survival", function()
    coef(coxph(Surv(time, status) ~ x, control = exact))),
  timed("Concordance index with error, 100,000 cases", "survival", function()
    sqrt(concordance(Surv(time, status) ~ x, reverse = TRUE)$var))
)
