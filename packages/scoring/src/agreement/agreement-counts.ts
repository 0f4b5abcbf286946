import type { Ratings } from '../ratings/ratings.ts';
import { requireModerate } from '../require-moderate.ts';
import { type Estimate, requires } from '../result.ts';
import type { AgreementWeights } from './agreement-weights.ts';
import { alphaOfRows, type Metric } from './alpha-statistic.ts';
import { type BootstrapCounts, type BootstrapOptions, bootstrapRows } from './bootstrap-rows.ts';
import { type ChanceCorrectedCounts, chanceCorrectedOfRows } from './chance-corrected.ts';
import type { Coefficient } from './coefficient.ts';
import type { CountRows } from './count-rows.ts';
import { drawUnits } from './draw-units.ts';
import { type FleissCounts, fleissOfRows } from './fleiss-kappa.ts';
import { gatherRows } from './gather-rows.ts';
import { type PercentCounts, percentOfRows } from './percent-statistic.ts';
import { type AgreementCountsJson, type CategoryCounts, rowsOfCounts } from './rows-of-counts.ts';
import { scottOfRows } from './scott-pi.ts';

interface WeightedOptions {
  readonly weights?: AgreementWeights;
  readonly level?: number;
}

const name = 'AgreementCounts';

type OfUnits = Estimate<{ readonly units: number; readonly pairable: number }>;

/**
 * How many units got which counts of categories: all that the coefficients of several raters need,
 * small, and kept up to date one unit at a time. Every number in it is a whole number.
 */
export class AgreementCounts {
  readonly categories: readonly number[];
  readonly #units = new Map<string, { readonly counts: CategoryCounts; units: number }>();

  /**
   * @param categories - the values a rating can have, ascending; interval and ratio metrics use them
   * @throws RangeError unless they are finite, at most 1e145 in size, and ascending
   */
  constructor(categories: readonly number[]) {
    requireModerate(name, categories, 'categories');
    const ascends = categories.every((c, i) => i === 0 || c > (categories[i - 1] ?? c));
    requires(ascends, name, 'categories that are ascending');
    this.categories = Object.freeze([...categories]);
  }

  /** @throws RangeError on malformed ratings or a value outside the declared categories */
  static fromRatings(ratings: Ratings, categories?: readonly number[]): AgreementCounts {
    const name = 'AgreementCounts.fromRatings';
    const { rows } = gatherRows(name, ratings, categories?.toSorted(ascending));
    const made = new AgreementCounts([...rows.categories]);
    for (const [r, units] of rows.units.entries()) {
      const counts = new Array<number>(rows.categories.length).fill(0);
      for (let e = rows.start[r] ?? 0; e < (rows.start[r + 1] ?? 0); e++) {
        counts[rows.category[e] ?? 0] = rows.count[e] ?? 0;
      }
      made.add(counts, units);
    }
    return made;
  }

  /** @throws RangeError on anything that `toJSON` could not have given */
  static fromJSON({ categories, rows }: AgreementCountsJson): AgreementCounts {
    const made = new AgreementCounts(categories);
    for (const { counts, units } of rows) made.add(counts, units);
    return made;
  }

  toJSON(): AgreementCountsJson {
    const rows = [...this.#units.values()].map(({ counts, units }) => ({ counts, units }));
    rows.sort((a, b) => compareCounts(a.counts, b.counts));
    return { categories: this.categories, rows };
  }

  /**
   * Adds that many units of these counts, or takes them away where `units` is negative.
   *
   * @throws RangeError on counts that are not whole, or if fewer units than none would be left
   */
  add(counts: CategoryCounts, units: number): void {
    requires(
      counts.length === this.categories.length &&
        counts.every((n) => Number.isInteger(n) && n >= 0),
      'AgreementCounts.add',
      'a whole number of 0 or above for each category',
    );
    requires(Number.isSafeInteger(units), 'AgreementCounts.add', 'a whole number of units');
    const key = counts.join();
    const row = this.#units.get(key);
    const left = (row?.units ?? 0) + units;
    requires(left >= 0, 'AgreementCounts.add', 'units that are there to be taken away');
    if (left === 0) this.#units.delete(key);
    else if (row !== undefined) row.units = left;
    else this.#units.set(key, { counts: Object.freeze([...counts]), units: left });
  }

  /**
   * Follows one unit: `null` before when it is new, `null` after when it is gone.
   *
   * @throws RangeError if no unit has the counts of `before`
   */
  moveUnit(before: CategoryCounts | null, after: CategoryCounts | null): void {
    if (before !== null) this.add(before, -1);
    if (after !== null) this.add(after, 1);
  }

  /** Both together; the units of the two must not overlap. */
  merge(other: AgreementCounts): AgreementCounts {
    return this.#combine(other, 1);
  }

  /** What is left without the other's units, which must all be among these. */
  subtract(other: AgreementCounts): AgreementCounts {
    return this.#combine(other, -1);
  }

  /** As `percentAgreement`. */
  percent({ level = 0.95 }: { readonly level?: number } = {}): Estimate<PercentCounts> {
    return percentOfRows(this.rows(), checked(level));
  }

  /** As `krippendorffAlpha`. */
  alpha(metric: Metric): OfUnits {
    return alphaOfRows(this.rows(), metric);
  }

  /** As `fleissKappa`. */
  fleiss({ weights = 'none', level = 0.95 }: WeightedOptions = {}): Estimate<FleissCounts> {
    return fleissOfRows(this.rows(), { name, weights, level: checked(level) });
  }

  /** As `scottPi`. */
  scott({ weights = 'none', level = 0.95 }: WeightedOptions = {}): Estimate<ChanceCorrectedCounts> {
    return scottOfRows(this.rows(), { name, weights, level: checked(level) });
  }

  /** As `gwetAc`. */
  ac({ weights = 'none', level = 0.95 }: WeightedOptions = {}): Estimate<ChanceCorrectedCounts> {
    return chanceCorrectedOfRows(this.rows(), 'gwet', { name, weights, level: checked(level) });
  }

  /** As the function `brennanPrediger`. */
  brennanPrediger({
    weights = 'none',
    level = 0.95,
  }: WeightedOptions = {}): Estimate<ChanceCorrectedCounts> {
    return chanceCorrectedOfRows(this.rows(), 'uniform', { name, weights, level: checked(level) });
  }

  /** As `bootstrapAgreement` over units. */
  bootstrap(coefficient: Coefficient, options: BootstrapOptions): Estimate<BootstrapCounts> {
    const rows = this.rows();
    const number = rows.units.reduce((sum, n) => sum + n, 0);
    const draw = drawUnits(rows.units, options.random);
    return bootstrapRows(rows, coefficient, draw, { number, what: 'units' }, options);
  }

  /** The distinct rows, in an order that depends on the counts alone. */
  rows(): CountRows {
    return rowsOfCounts(this.toJSON());
  }

  #combine(other: AgreementCounts, sign: 1 | -1): AgreementCounts {
    requires(
      other.categories.length === this.categories.length &&
        other.categories.every((c, i) => c === this.categories[i]),
      'AgreementCounts',
      'the same categories on both sides',
    );
    const made = AgreementCounts.fromJSON(this.toJSON());
    for (const { counts, units } of other.#units.values()) made.add(counts, sign * units);
    return made;
  }
}

function checked(level: number): number {
  requires(level > 0 && level < 1, 'AgreementCounts', 'a level between 0 and 1');
  return level;
}

function ascending(a: number, b: number): number {
  return a - b;
}

function compareCounts(a: CategoryCounts, b: CategoryCounts): number {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
