/** What a result may be: the bounds of its value and of its interval. */
export type Range = readonly [low: number, high: number];

/**
 * What is wrong with a result, in words: a number that is not finite anywhere in it, a value without
 * reason or a reason without need, limits out of order, or a value or limit out of range.
 *
 * @param range - of the value and the limits at the top of the result
 */
export function problemsOf(result: unknown, range: Range): string[] {
  const found: string[] = [];
  visit(result, '', (path, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) found.push(`${path} is ${value}`);
    if (value === undefined) found.push(`${path} is undefined`);
    if (isEstimate(value)) found.push(...estimateProblems(path, value));
  });
  if (isEstimate(result)) {
    const [low, high] = range;
    const { value, interval } = result;
    for (const bounded of [value, interval?.low, interval?.high]) {
      if (typeof bounded !== 'number' || (bounded >= low && bounded <= high)) continue;
      found.push(`${bounded} is outside ${low} to ${high}`);
    }
    if (!Object.isFrozen(result)) found.push('it is not frozen');
  }
  return found;
}

interface LooseEstimate {
  readonly value: unknown;
  readonly undefinedBecause?: unknown;
  readonly interval?: { readonly low: number; readonly high: number } | null;
}

/** An estimate stands at the top or inside; tests and coefficients with a bare value do not count. */
function isEstimate(value: unknown): value is LooseEstimate {
  return typeof value === 'object' && value !== null && 'value' in value;
}

function estimateProblems(path: string, estimate: LooseEstimate): string[] {
  const { value, undefinedBecause, interval } = estimate;
  const found: string[] = [];
  const isReason = typeof undefinedBecause === 'string' && undefinedBecause.length > 10;
  if (value === null && !isReason) found.push(`${path}.value is null without a reason`);
  if (value !== null && undefinedBecause !== undefined) found.push(`${path} has a needless reason`);
  if (value === null && interval) found.push(`${path} has an interval without a value`);
  if (interval && interval.low > interval.high) found.push(`${path}.interval is out of order`);
  return found;
}

function visit(value: unknown, path: string, see: (path: string, value: unknown) => void): void {
  see(path, value);
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    for (const [i, entry] of Object.entries(value)) see(`${path}.${i}`, entry);
    return;
  }
  for (const [key, entry] of Object.entries(value)) visit(entry, `${path}.${key}`, see);
}
