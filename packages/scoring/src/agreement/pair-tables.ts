import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import { codeValues } from './code-values.ts';
import type { CohenKappaOptions } from './cohen-kappa.ts';
import { type KappaCounts, kappaOfTable } from './kappa-of-table.ts';

/**
 * For each pair of raters how often one gave category i and the other j to the same unit: what
 * Cohen's kappa of every pair needs. Raters are numbers from 0 on, categories positions from 0 on.
 */
export class PairTables {
  readonly categories: number;
  readonly #tables = new Map<string, { readonly pair: [number, number]; cells: Float64Array }>();

  /** @param categories - how many there are, at least 1 */
  constructor(categories: number) {
    requires(
      Number.isInteger(categories) && categories >= 1,
      'PairTables',
      'a whole number of categories, at least 1',
    );
    this.categories = categories;
  }

  /**
   * All pairs that rated a unit together. Takes the square of a unit's raters.
   *
   * @param categories - the category values in their order; by default those that occur, ascending
   * @throws RangeError on malformed ratings or a value outside the categories
   */
  static fromRatings(ratings: Ratings, categories?: readonly number[]): PairTables {
    const { unit, rater, value, units } = ratings;
    const coded = codeValues('PairTables.fromRatings', value, categories);
    const made = new PairTables(Math.max(1, coded.categories.length));
    const ofUnit = Array.from({ length: units }, (): number[] => []);
    unit.forEach((u, i) => {
      const earlier = ofUnit[u];
      requires(earlier !== undefined, 'PairTables.fromRatings', 'unit indices in range');
      for (const j of earlier) {
        requires(rater[i] !== rater[j], 'PairTables.fromRatings', 'one rating per unit and rater');
        made.add([rater[j] ?? 0, rater[i] ?? 0], [coded.code[j] ?? 0, coded.code[i] ?? 0], 1);
      }
      earlier.push(i);
    });
    return made;
  }

  /**
   * Adds units to which the first rater gave the first category and the second the second, or takes
   * them away where `units` is negative.
   *
   * @throws RangeError if the raters are one, a category is out of range, or a cell would fall below 0
   */
  add(pair: readonly [number, number], given: readonly [number, number], units: number): void {
    const [a, b] = pair;
    const [i, j] = given;
    requires(
      [a, b].every((r) => Number.isInteger(r) && r >= 0) && a !== b,
      'PairTables.add',
      'two different raters',
    );
    requires(
      [i, j].every((c) => Number.isInteger(c) && c >= 0 && c < this.categories),
      'PairTables.add',
      'categories in range',
    );
    if (a > b) {
      this.add([b, a], [j, i], units);
      return;
    }
    const key = `${a},${b}`;
    const empty = () => ({
      pair: [a, b] satisfies [number, number],
      cells: new Float64Array(this.categories ** 2),
    });
    const table = this.#tables.get(key) ?? empty();
    const at = i * this.categories + j;
    const left = (table.cells[at] ?? 0) + units;
    requires(Number.isSafeInteger(left) && left >= 0, 'PairTables.add', 'counts of 0 or above');
    table.cells[at] = left;
    this.#tables.set(key, table);
  }

  /** The pairs that rated a unit together, the smaller rater first, in order. */
  pairs(): readonly (readonly [number, number])[] {
    return [...this.#tables.values()]
      .filter(({ cells }) => cells.some((n) => n > 0))
      .map(({ pair }) => pair)
      .sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  }

  /** Rows: what rater `a` gave; columns: what `b` gave. All 0 for a pair that shares no unit. */
  table(a: number, b: number): readonly (readonly number[])[] {
    const size = this.categories;
    const cells = this.#tables.get(`${Math.min(a, b)},${Math.max(a, b)}`)?.cells;
    const at = (i: number, j: number) => cells?.[a < b ? i * size + j : j * size + i] ?? 0;
    return Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (__, j) => at(i, j)),
    );
  }

  /** As `cohenKappa`, of two of the raters. */
  cohenKappa(
    a: number,
    b: number,
    { weights = 'none', level = 0.95 }: Omit<CohenKappaOptions, 'categories'> = {},
  ): Estimate<KappaCounts> {
    requires(level > 0 && level < 1, 'PairTables.cohenKappa', 'a level between 0 and 1');
    const cells = Float64Array.from(this.table(a, b).flat());
    return kappaOfTable(cells, this.categories, weights, level);
  }
}
