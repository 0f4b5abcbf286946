/** Seconds as people read them: "3 h", "2 d". */
export function durationText(seconds: number): string {
  for (const [size, unit] of [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const) {
    if (seconds >= size) {
      return `${(seconds / size).toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
    }
  }
  return `${Math.round(seconds)} s`;
}

/** The value that says nothing, by how a pair is tested. */
export const nothingOf = (coefficient: string): number => (coefficient === 'SPEARMAN' ? 0 : 0.5);

/** Where a primary figure lies between the worst (0) and the best (1) it can be. */
export const toneOfFigure = (coefficient: string, value: number): number =>
  coefficient === 'SPEARMAN' ? (value + 1) / 2 : value;

/** The widest that primary figures of one kind go. */
export const domainOfFigure = (coefficient: string): readonly [number, number] =>
  coefficient === 'SPEARMAN' ? [-1, 1] : [0, 1];
