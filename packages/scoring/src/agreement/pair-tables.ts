import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import { codeValues } from './code-values.ts';
import type { CohenKappaOptions } from './cohen-kappa.ts';
import { type KappaCounts, kappaOfTable } from './kappa-of-table.ts';
import { visitPairs } from './visit-pairs.ts';

/** The ratings of one unit: for each of its raters the category that the rater gave. */
export type UnitRatings = readonly (readonly [rater: number, category: number])[];

/** The plain form: the same counts always give the same one. */
export interface PairTablesJson {
  readonly categories: number;
  /** Pairs that share a unit, the smaller rater first, in order; cells row after row. */
  readonly tables: readonly {
    readonly pair: readonly [number, number];
    readonly cells: readonly number[];
  }[];
}

/**
 * For each pair of raters how often one gave category i and the other j to the same unit: what
 * Cohen's kappa of every pair needs. Raters are numbers from 0 on, categories positions from 0 on.
 */
export class PairTables {
  readonly categories: number;
  readonly #tables = new Map<
    string,
    { readonly pair: readonly [number, number]; readonly cells: Float64Array }
  >();

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
    const inRange = unit.every((u) => u >= 0 && u < units);
    requires(inRange, 'PairTables.fromRatings', 'unit indices in range');
    visitPairs(unit, units, (i, j) => {
      requires(rater[i] !== rater[j], 'PairTables.fromRatings', 'one rating per unit and rater');
      made.add([rater[j] ?? 0, rater[i] ?? 0], [coded.code[j] ?? 0, coded.code[i] ?? 0], 1);
    });
    return made;
  }

  /** @throws RangeError on anything that `toJSON` could not have given */
  static fromJSON({ categories, tables }: PairTablesJson): PairTables {
    const made = new PairTables(categories);
    for (const { pair, cells } of tables) {
      requires(
        cells.length === categories ** 2,
        'PairTables.fromJSON',
        'a cell for each two categories',
      );
      for (const [at, units] of cells.entries()) {
        made.add(pair, [Math.floor(at / categories), at % categories], units);
      }
    }
    return made;
  }

  toJSON(): PairTablesJson {
    const tables = this.pairs().map((pair) => ({
      pair,
      cells: [...(this.#tables.get(pair.join())?.cells ?? [])],
    }));
    return { categories: this.categories, tables };
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
    const empty = () => ({ pair: [a, b] as const, cells: new Float64Array(this.categories ** 2) });
    const table = this.#tables.get(key) ?? empty();
    const at = i * this.categories + j;
    const left = (table.cells[at] ?? 0) + units;
    requires(Number.isSafeInteger(left) && left >= 0, 'PairTables.add', 'counts of 0 or above');
    table.cells[at] = left;
    this.#tables.set(key, table);
  }

  /**
   * Follows one unit: `null` before when it is new, `null` after when it is gone. Takes the square of
   * its raters.
   *
   * @throws RangeError on a rater who rated it twice, a category out of range, or if no unit has the
   *   ratings of `before`; nothing has changed then
   */
  moveUnit(before: UnitRatings | null, after: UnitRatings | null): void {
    const [gone, come] = [pairsOf(before ?? []), pairsOf(after ?? [])];
    for (const { given } of [...gone, ...come]) {
      const known = given.every((c) => Number.isInteger(c) && c >= 0 && c < this.categories);
      requires(known, 'PairTables.moveUnit', 'categories in range');
    }
    for (const { pair, given } of gone) {
      const there = this.table(...pair)[given[0]]?.[given[1]] ?? 0;
      requires(there > 0, 'PairTables.moveUnit', 'a unit that is there to be moved');
    }
    for (const { pair, given } of gone) this.add(pair, given, -1);
    for (const { pair, given } of come) this.add(pair, given, 1);
  }

  /** Both together; the units of the two must not overlap. */
  merge(other: PairTables): PairTables {
    return this.#combine(other, 1);
  }

  /** What is left without the other's units, which must all be among these. */
  subtract(other: PairTables): PairTables {
    return this.#combine(other, -1);
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

  #combine(other: PairTables, sign: 1 | -1): PairTables {
    const size = this.categories;
    requires(other.categories === size, 'PairTables', 'the same categories on both sides');
    const made = PairTables.fromJSON(this.toJSON());
    for (const { pair, cells } of other.#tables.values()) {
      for (const [at, units] of cells.entries()) {
        if (units !== 0) made.add(pair, [Math.floor(at / size), at % size], sign * units);
      }
    }
    return made;
  }
}

interface RatedByTwo {
  readonly pair: readonly [number, number];
  readonly given: readonly [number, number];
}

/** Every two raters of a unit with what they gave it. */
function pairsOf(ratings: UnitRatings): RatedByTwo[] {
  return ratings.flatMap(([b, j], at) =>
    ratings.slice(0, at).map(([a, i]) => {
      const two = a !== b && [a, b].every((r) => Number.isInteger(r) && r >= 0);
      requires(two, 'PairTables.moveUnit', 'different raters');
      return { pair: [a, b] as const, given: [i, j] as const };
    }),
  );
}
