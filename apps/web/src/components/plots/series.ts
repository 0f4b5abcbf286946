const colors = [
  'var(--plot-mark)',
  'var(--plot-target)',
  'var(--plot-series-3)',
  'var(--plot-series-4)',
  'var(--plot-axis)',
] as const;

const dashes = ['none', '7 3', '2 3', '9 3 2 3', '1 4'] as const;

/** How the n-th line of a plot is drawn, beside its colour: colour is not the only carrier. */
export const seriesDash = (index: number): string => dashes[index % dashes.length] ?? dashes[0];

/** The colour of the n-th line of a plot. */
export const seriesColor = (index: number): string => colors[index % colors.length] ?? colors[0];
