const colors = [
  'var(--plot-mark)',
  'var(--plot-target)',
  'var(--plot-series-3)',
  'var(--plot-series-4)',
  'var(--plot-axis)',
] as const;

/** The colour of the n-th line of a plot. */
export const seriesColor = (index: number): string => colors[index % colors.length] ?? colors[0];
