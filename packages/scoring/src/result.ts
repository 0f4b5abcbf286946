/** A confidence interval. `level` is the coverage it aims at, in (0, 1); `method` is named in words. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: string;
}

/** How sure an estimate is. */
export interface Doubt {
  readonly standardError?: number;
  readonly interval?: Interval;
}

/**
 * A frozen result: a value with its doubt, or `null` with the reason in words.
 *
 * `undefinedBecause` is present exactly when `value` is null. `Counts` is what the value rests on
 * (units, raters, pairable, n, …) and whatever else a statistic reports beside its value.
 */
export type Estimate<Counts extends object = Record<never, never>> = Readonly<Counts> &
  (
    | ({ readonly value: number; readonly undefinedBecause?: never } & Doubt)
    | {
        readonly value: null;
        readonly undefinedBecause: string;
        readonly standardError?: never;
        readonly interval?: never;
      }
  );

/**
 * A defined result, frozen.
 *
 * @throws Error if `value` or `standardError` is NaN: whoever computed it missed an undefined case
 */
export function defined<Counts extends object>(
  value: number,
  counts: Counts,
  doubt: Doubt = {},
): Estimate<Counts> {
  if (Number.isNaN(value) || Number.isNaN(doubt.standardError)) {
    throw new Error('a defined result cannot be NaN');
  }
  if (doubt.interval !== undefined) Object.freeze(doubt.interval);
  // TypeScript cannot see that Counts has no field named like one of Doubt.
  return Object.freeze({ ...counts, value, ...doubt }) as Estimate<Counts>;
}

/** A result that good input leaves undefined, frozen. `because` is shown to people. */
export function notDefined<Counts extends object>(
  because: string,
  counts: Counts,
): Estimate<Counts> {
  return Object.freeze({ ...counts, value: null, undefinedBecause: because });
}

/**
 * Refuses malformed arguments.
 *
 * @throws RangeError `<name> requires <what>` unless `condition` holds
 */
export function requires(condition: boolean, name: string, what: string): asserts condition {
  if (!condition) throw new RangeError(`${name} requires ${what}`);
}
