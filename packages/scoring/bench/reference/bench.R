# What the scripts share: reading the numbers of a folder, and the median processor time of some calls.
folder <- commandArgs(trailingOnly = TRUE)[1]

numbers <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "double", file.size(path) / 8)
}

whole <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "integer", file.size(path) / 4)
}

# Units by raters, NA where there is no rating.
ratings <- function(name) {
  unit <- whole(paste0(name, ".unit")) + 1
  rater <- whole(paste0(name, ".rater")) + 1
  filled <- matrix(NA_real_, max(unit), max(rater))
  filled[cbind(unit, rater)] <- numbers(paste0(name, ".value"))
  filled
}

used <- function(work) sum(system.time(work)[c("user.self", "sys.self")])

# The median of some runs after one to warm up; a run that takes long is not repeated.
timed <- function(name, tool, work, runs = 5, tolerance = 1e-8) {
  first <- used(value <- work())
  seconds <- if (first > 10) first else replicate(runs, used(work()))
  label <- paste(tool, as.character(packageVersion(tool)))
  if (first > 10) label <- paste0(label, ", one run")
  sprintf('"%s": [{"tool": "%s", "seconds": %.6g, "value": %.15g, "tolerance": %g}]',
    name, label, median(seconds), value, tolerance)
}

report <- function(...) cat("{", paste(c(...), collapse = ", "), "}\n")
