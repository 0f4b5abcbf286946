import type { ScoreColumn } from './input.ts';

/**
 * One score of each ticket: ratings of one task count as their mean, and a ticket as the mean of its tasks.
 * What is the same as another column, as most is, takes no room.
 */
export class TicketScores {
  /** Sums of the means of tasks. */
  readonly #value: Float64Array;
  readonly #ratings: Int32Array;
  readonly #squares: Float64Array;
  /** Null as long as no red line struck a rating: then it is as `#value`. */
  #gated: Float64Array | null = null;
  /** Null as long as each task has one rating: then they are as `#value` and `#ratings`. */
  #several: { readonly sum: Float64Array; readonly tasks: Int32Array } | null = null;

  constructor(tickets: number) {
    this.#value = new Float64Array(tickets);
    this.#ratings = new Int32Array(tickets);
    this.#squares = new Float64Array(tickets);
  }

  /** The ratings of one more task of a ticket. */
  add(ticket: number, { ratings, sum, gated, squares }: TaskRatings): void {
    if (ratings === 0) return;
    if (gated !== sum) this.#gated ??= this.#value.slice();
    if (ratings > 1) this.#several ??= { sum: this.#value.slice(), tasks: this.#ratings.slice() };
    add(this.#value, ticket, sum / ratings);
    add(this.#ratings, ticket, ratings);
    add(this.#squares, ticket, squares);
    if (this.#gated !== null) add(this.#gated, ticket, gated / ratings);
    if (this.#several === null) return;
    add(this.#several.sum, ticket, sum);
    add(this.#several.tasks, ticket, 1);
  }

  /** Their columns, which take the place of the sums: this is asked once. */
  take(): Pick<ScoreColumn, 'value' | 'gated' | 'ratings' | 'within'> {
    const [value, ratings, within, gated] = [
      this.#value,
      this.#ratings,
      this.#squares,
      this.#gated,
    ];
    for (let ticket = 0; ticket < value.length; ticket += 1) {
      const n = ratings[ticket] ?? 0;
      const sum = (this.#several?.sum ?? value)[ticket] ?? 0;
      const tasks = (this.#several?.tasks ?? ratings)[ticket] ?? 0;
      within[ticket] = n === 0 ? 0 : Math.max(0, (within[ticket] ?? 0) - (sum * sum) / n);
      // 0 / 0 is unknown
      value[ticket] = (value[ticket] ?? 0) / tasks;
      if (gated !== null) gated[ticket] = (gated[ticket] ?? 0) / tasks;
    }
    return { value, gated: gated ?? value, ratings, within };
  }
}

const add = (column: Float64Array | Int32Array, at: number, more: number): void => {
  column[at] = (column[at] ?? 0) + more;
};

/** What the ratings of one task add up to, for one score. */
export class TaskRatings {
  ratings = 0;
  sum = 0;
  /** With those that a red line struck as 0. */
  gated = 0;
  squares = 0;

  add(value: number, gated: number): void {
    this.ratings += 1;
    this.sum += value;
    this.gated += gated;
    this.squares += value * value;
  }

  clear(): void {
    this.ratings = 0;
    this.sum = 0;
    this.gated = 0;
    this.squares = 0;
  }
}
