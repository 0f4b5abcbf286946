/** Every text of the frame of a plot, ready for translation. */
export const plotStrings = {
  definition: 'How this is defined',
  docs: 'How it is computed, and what it cannot say',
  asTable: 'Show as a table',
  asPlot: 'Show as a plot',
  download: 'Download',
  csv: 'Figures as CSV',
  svg: 'Picture as SVG',
} as const;
