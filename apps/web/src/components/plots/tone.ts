/** A place on a scale from worst (0) to best (1); or one of two sides of which none is better. */
export type Tone = number | 'first' | 'second' | 'neither';

const sides = {
  first: 'var(--plot-high)',
  second: 'var(--plot-second)',
  neither: 'var(--plot-grid)',
} as const;

/** The colour of a tone: warm where it is bad, blue where it is good. */
export function toneOf(tone: Tone): string {
  if (typeof tone === 'string') return sides[tone];
  const [end, share] = tone < 0.5 ? ['low', 1 - 2 * tone] : ['high', 2 * tone - 1];
  return `color-mix(in oklab, var(--plot-${end}) ${Math.round(share * 100)}%, var(--plot-mid))`;
}
