import type { CopyRow } from '../../../copy-rows.ts';
import { ticketIdOf } from './influence-of-one.ts';
import type { ScoreColumn } from './input.ts';
import type { Pairs } from './pairs.ts';
import type { TableOptions, TableVersion } from './table.ts';
import { TaskRatings, TicketScores } from './ticket-scores.ts';

type Scored = Pick<ScoreColumn, 'value' | 'gated' | 'ratings' | 'within'>;
const none = -1;

/** The scores of tickets. Judgments come task by task, and a task is put to its tickets when it is complete. */
export class TableScores {
  readonly #options: TableOptions;
  readonly #pairs: Pairs;
  /** The composite first, then the dimensions, then the share of ratings that a red line set to 0. */
  readonly #scores: readonly TicketScores[];
  readonly #ratings: readonly TaskRatings[];
  /** By version, the place in `#scores` of each of its dimensions. */
  readonly #places: readonly (readonly number[])[];
  /** A pair of the task that is read. */
  #pair = none;

  constructor(pairs: Pairs, options: TableOptions) {
    const { dimensions, versions } = options;
    const columns = dimensions.length + 2;
    this.#options = options;
    this.#pairs = pairs;
    this.#scores = Array.from({ length: columns }, () => new TicketScores(pairs.tickets.size));
    this.#ratings = Array.from({ length: columns }, () => new TaskRatings());
    this.#places = versions.map(({ dimensionKeys }) =>
      dimensionKeys.map((wanted) => {
        const at = dimensions.findIndex(({ key }) => key === wanted);
        return at < 0 ? none : at + 1;
      }),
    );
  }

  /** @param pair - of the judgment's task */
  read(
    pair: number,
    row: CopyRow,
  ): { readonly version: TableVersion; readonly profile: string | null } {
    if (pair !== this.#pair) {
      this.endTask();
      this.#pair = pair;
    }
    const place = row.int() ?? none;
    const version = this.#options.versions[place];
    if (version === undefined) throw new Error('a judgment is of a version that was chosen');
    const profile = row.text();
    const [composite, gated, failedAll] = [row.float(), row.float(), row.boolean()];
    if (composite !== null) {
      this.#ratings[0]?.add(composite, gated ?? composite);
      this.#ratings.at(-1)?.add(failedAll === true ? 1 : 0, 0);
    }
    const [values, failed] = [row.numbers(), row.numbers()];
    const places = this.#places[place] ?? [];
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? null;
      if (value === null) continue;
      this.#ratings[places[at] ?? none]?.add(value, failed.includes(at) ? 0 : value);
    }
    return { version, profile };
  }

  /** Puts what was read of a task to its tickets. */
  endTask(): void {
    for (let pair = this.#pair; pair !== none; pair = this.#pairs.before(pair)) {
      const ticket = this.#pairs.ticketOf(pair);
      for (let at = 0; at < this.#scores.length; at += 1) {
        const ratings = this.#ratings[at];
        if (ratings !== undefined) this.#scores[at]?.add(ticket, ratings);
      }
    }
    for (const ratings of this.#ratings) ratings.clear();
    this.#pair = none;
  }

  /** Asked once. */
  take(): {
    readonly composite: Scored;
    readonly failedAll: Float64Array;
    readonly dimensions: readonly Scored[];
  } {
    const [composite, ...others] = this.#scores.map((scores) => scores.take());
    const failed = others.pop();
    if (composite === undefined || failed === undefined) throw new Error('a table has a composite');
    const { adjusted } = this.#options;
    const scored = {
      composite: adjusted === null ? composite : this.#without(composite, adjusted),
      failedAll: failed.value.map((share) => (Number.isNaN(share) ? 0 : share)),
      dimensions: others,
    };
    if (adjusted !== null)
      scored.composite.value.forEach((value, ticket) => {
        if (Number.isNaN(value)) scored.failedAll[ticket] = 0;
      });
    return scored;
  }

  /** The composite as it is without leniency; none where no rater is known. */
  #without({ gated, ratings, within }: Scored, adjusted: ReadonlyMap<string, number>): Scored {
    const ids = this.#pairs.tickets.bytes();
    const value = Float64Array.from(
      ratings,
      (_ratings, ticket) => adjusted.get(ticketIdOf(ids, ticket)) ?? Number.NaN,
    );
    const isKnown = (ticket: number) => !Number.isNaN(value[ticket] ?? Number.NaN);
    return {
      value,
      gated: gated.map((given, ticket) => (isKnown(ticket) ? given : Number.NaN)),
      ratings: ratings.map((given, ticket) => (isKnown(ticket) ? given : 0)),
      within: within.map((given, ticket) => (isKnown(ticket) ? given : 0)),
    };
  }
}
