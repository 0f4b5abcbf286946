import type { KpiInput, KpiNote, KpiRequest, ScoreColumn, SelectionRow } from './input.ts';
import { Floats, toInts, Uuids } from './table-columns.ts';
import { Factors } from './table-factors.ts';
import { info, Outcomes, type Reading, warning } from './table-outcomes.ts';
import type { MeasureRow, TicketRow } from './ticket-row.ts';

/** A dimension of the rubric, as a column is named. */
export interface TableDimension {
  readonly key: string;
  readonly label: string;
  readonly locked: boolean;
  /** Normalised to 1. */
  readonly weight: number;
}

interface TableOptions {
  readonly request: KpiRequest;
  readonly dimensions: readonly TableDimension[];
  readonly scales: readonly string[];
  readonly measures: readonly MeasureRow[];
  readonly reading: Reading;
}

/** Weights beyond this say more of a rare draw than of the tickets. */
const samplingCap = 20;

class Score {
  readonly value = new Floats();
  readonly gated = new Floats();
  readonly ratings = new Floats();
  readonly within = new Floats();

  push(value: number | null, gated: number | null, ratings: number, within: number): void {
    this.value.push(value);
    this.gated.push(gated);
    this.ratings.push(ratings);
    this.within.push(within);
  }
}

/** Gathers the input table of a run, one ticket at a time. */
export class Table {
  readonly #options: TableOptions;
  readonly #tickets = new Uuids();
  readonly #scores: readonly Score[];
  readonly #failedAll = new Floats();
  readonly #openedAt = new Floats();
  readonly #probabilities = new Floats();
  readonly #outcomes: Outcomes;
  readonly #factors: Factors;
  #n = 0;
  #undrawn = 0;
  #selected = 0;

  constructor(options: TableOptions) {
    this.#options = options;
    this.#scores = [null, ...options.dimensions].map(() => new Score());
    this.#outcomes = new Outcomes(options.scales, options.measures, options.reading);
    this.#factors = new Factors(options.request);
  }

  get size(): number {
    return this.#n;
  }

  push(row: TicketRow): void {
    this.#n += 1;
    this.#tickets.push(row.id);
    const given = new Map(row.scores.map((score) => [score[0], score]));
    for (const [key, column] of this.#scores.entries()) {
      const [, value, gated, ratings, within] = given.get(key) ?? [key, null, null, 0, 0, 0];
      column.push(value, gated, ratings, within);
    }
    this.#failedAll.push(given.get(0)?.[5] ?? 0);
    this.#openedAt.push(row.openedAt);
    this.#probabilities.push(row.samplingProbability);
    if (row.samplingProbability === null) this.#undrawn += 1;
    if (row.samplingRule?.toLowerCase().includes('outcome') === true) this.#selected += 1;
    this.#outcomes.push(row);
    this.#factors.push(row);
  }

  /** @param notes - what was found while the rows were read */
  take(selection: readonly SelectionRow[], notes: readonly KpiNote[]): KpiInput {
    const { request, dimensions } = this.#options;
    const { outcomes, notes: ofOutcomes } = this.#outcomes.take(request.outcomes);
    const { cluster, confounders, strata, notes: ofFactors } = this.#factors.take();
    const { weights, notes: ofSampling } = this.#sampling();
    const [composite, ...rest] = this.#scores;
    if (composite === undefined) throw new Error('a table has a composite');
    const named = { key: 'composite', label: 'Composite', locked: false, weight: null };
    const ofComposite = columnOf(named, composite);
    return {
      n: this.#n,
      tickets: this.#tickets.take(),
      scores: [
        ofComposite,
        ...dimensions.flatMap((dimension, index) => {
          const score = rest[index];
          return score === undefined ? [] : [columnOf(dimension, score)];
        }),
      ],
      gated: ofComposite.gated,
      failedAll: this.#failedAll.take(),
      outcomes,
      openedAt: this.#openedAt.take(),
      cluster,
      confounders,
      strata,
      samplingWeights: weights,
      selection,
      notes: [...notes, ...ofOutcomes, ...ofFactors, ...ofSampling],
    };
  }

  #sampling(): { weights: Float64Array | null; notes: KpiNote[] } {
    const notes: KpiNote[] = [];
    if (this.#selected > 0) {
      notes.push(
        warning(
          'SELECTED_BY_OUTCOME',
          `${this.#selected} tickets were drawn for judging by their outcome: the figures are about association among selected tickets only.`,
        ),
      );
    }
    if (this.#undrawn === this.#n) return { weights: null, notes };
    const weights = this.#probabilities
      .take()
      .map((p) => (p > 0 ? Math.min(samplingCap, 1 / p) : 1));
    if (this.#undrawn > 0) {
      notes.push(
        warning(
          'PROBABILITY_MISSING',
          `${this.#undrawn} of ${this.#n} tickets have no inclusion probability; they count once each.`,
        ),
      );
    }
    notes.push(
      info(
        'SAMPLING_WEIGHTS',
        `Tickets count by 1 / inclusion probability, at most ${samplingCap} times.`,
      ),
    );
    return { weights, notes };
  }
}

function columnOf(
  about: Pick<ScoreColumn, 'key' | 'label' | 'locked' | 'weight'>,
  { value, gated, ratings, within }: Score,
): ScoreColumn {
  const { key, label, locked, weight } = about;
  return {
    ...{ key, label, locked, weight },
    value: value.take(),
    gated: gated.take(),
    ratings: toInts(ratings.take()),
    within: within.take(),
  };
}
