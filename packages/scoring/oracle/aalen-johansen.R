# Cumulative incidence of competing causes, by R's survival package, printed as JSON:
#
#   Rscript oracle/aalen-johansen.R > oracle/aalen-johansen.json
#
# Two invented samples: a small one with ties, and one of 120 cases from a linear congruence, with
# three causes. survfit() of a factor status gives the Aalen-Johansen estimate with the infinitesimal
# jackknife's error.
suppressPackageStartupMessages(library(survival))

small <- list(
  time = c(2, 3, 3, 4, 5, 5, 5, 6, 7, 8, 8, 9, 10, 12, 12, 14),
  cause = c(1, 2, 1, 0, 1, 2, 0, 2, 1, 0, 1, 2, 1, 0, 2, 1)
)

state <- 12345
draw <- function() {
  state <<- (state * 16807) %% 2147483647
  state / 2147483647
}
large <- list(time = numeric(120), cause = numeric(120))
for (i in 1:120) {
  large$time[i] <- 1 + floor(-40 * log(draw()))
  large$cause[i] <- floor(4 * draw())
}

numbers <- function(x) paste0("[", paste(ifelse(is.na(x), "null", format(x, digits = 15, trim = TRUE, scientific = FALSE)), collapse = ", "), "]")

describe <- function(data) {
  causes <- max(data$cause)
  status <- factor(data$cause, 0:causes, c("none", paste0("c", 1:causes)))
  fits <- lapply(c("log-log", "log", "plain"), function(type)
    survfit(Surv(data$time, status) ~ 1, conf.type = type))
  fit <- fits[[1]]
  eventful <- rowSums(fit$n.event) > 0
  curves <- sapply(1:causes, function(k) {
    limits <- mapply(function(f, name) paste0(
      '"', name, '": {"low": ', numbers(f$lower[eventful, k + 1]),
      ', "high": ', numbers(f$upper[eventful, k + 1]), "}"),
      fits, c("logLog", "log", "plain"))
    paste0('{"incidence": ', numbers(fit$pstate[eventful, k + 1]),
      ', "standardError": ', numbers(fit$std.err[eventful, k + 1]), ", ",
      paste(limits, collapse = ", "), "}")
  })
  paste0('{"time": ', numbers(data$time), ', "cause": ', numbers(data$cause),
    ', "eventTime": ', numbers(fit$time[eventful]),
    ', "survival": ', numbers(fit$pstate[eventful, 1]),
    ', "causes": [', paste(curves, collapse = ", "), "]}")
}

cat('{"source": "', R.version.string, ", survival ", as.character(packageVersion("survival")), '",\n',
  '"small": ', describe(small), ",\n", '"large": ', describe(large), "}\n", sep = "")
