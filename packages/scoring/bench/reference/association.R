# Times pROC and survival on the numbers in a folder; prints JSON by case, the best of five runs.
suppressPackageStartupMessages({
  library(pROC)
  library(survival)
})

folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "double", file.size(path) / 8)
}
x <- read("x")
outcome <- read("outcome")
time <- read("time")
status <- read("status")

timed <- function(name, tool, work) {
  best <- Inf
  for (run in 1:5) best <- min(best, system.time(value <- work())[["elapsed"]])
  sprintf('"%s": {"tool": "%s %s", "seconds": %g, "value": %.15g}',
    name, tool, as.character(packageVersion(tool)), best, value)
}

cat("{", paste(c(
  timed("AUC with DeLong interval, 100,000 cases", "pROC", function() {
    curve <- roc(outcome, x, quiet = TRUE, direction = "<")
    ci.auc(curve, method = "delong")
    sqrt(var(curve))
  }),
  timed("Cox, one covariate, 100,000 cases", "survival", function()
    coef(coxph(Surv(time, status) ~ x, control = coxph.control(eps = 1e-11, toler.chol = 1e-12)))),
  timed("C-index with error, 100,000 cases", "survival", function()
    sqrt(concordance(Surv(time, status) ~ x, reverse = TRUE)$var))
), collapse = ", "), "}")
