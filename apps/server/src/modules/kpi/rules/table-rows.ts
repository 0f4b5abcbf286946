import type { CopyRow } from '../../../copy-rows.ts';
import type { KpiInput, ScoreColumn } from './input.ts';
import type { Pairs } from './pairs.ts';
import { Selection } from './selection.ts';
import type { TableOptions } from './table.ts';
import { Factors } from './table-factors.ts';
import { Outcomes } from './table-outcomes.ts';
import { Sampling } from './table-sampling.ts';
import { TableScores } from './table-scores.ts';
import type { TicketAttributes } from './ticket-row.ts';

const none = -1;

/** All that is told of tickets whose number is known. Each method reads one row. */
export class TableRows {
  readonly #options: TableOptions;
  readonly #pairs: Pairs;
  readonly #scores: TableScores;
  readonly #outcomes: Outcomes;
  readonly #factors: Factors;
  readonly #sampling: Sampling;
  readonly #selection = new Selection();
  readonly #openedAt: Float64Array;
  readonly #attributes = new JsonTexts<TicketAttributes>();

  constructor(pairs: Pairs, options: TableOptions) {
    const tickets = pairs.tickets.size;
    const { request, scales, measures, asOf } = options;
    this.#options = options;
    this.#pairs = pairs;
    this.#scores = new TableScores(pairs, options);
    this.#outcomes = new Outcomes(tickets, {
      ...{ wanted: request.outcomes, scales, measures },
      reading: { asOf, reopenWindowSeconds: request.reopenWindowSeconds },
    });
    this.#factors = new Factors(tickets, request);
    this.#sampling = new Sampling(tickets);
    this.#openedAt = new Float64Array(tickets).fill(Number.NaN);
  }

  /** One of a task that is in the table; judgments of one task come together. */
  judgments(row: CopyRow): void {
    const pair = this.#pairs.pairOf(row.view, row.uuid());
    if (pair === none) return;
    const { version, profile } = this.#scores.read(pair, row);
    this.#eachTicket(pair, (ticket) => {
      this.#factors.tell('rubric_version', ticket, `v${version.number}`);
      this.#factors.tell('profile', ticket, profile ?? '');
    });
  }

  endJudgments(): void {
    this.#scores.endTask();
  }

  outcomes(row: CopyRow): void {
    const ticket = this.#pairs.tickets.find(row.view, row.uuid());
    if (ticket === none) return;
    const source = row.text();
    const outcome = {
      openedAt: row.seconds(),
      respondedAt: row.seconds(),
      resolved: row.boolean(),
      resolutionKind: row.text(),
      resolvedAt: row.seconds(),
      escalatedAt: row.seconds(),
      abandonedAt: row.seconds(),
      reopenedAt: row.seconds(),
      reopens: row.int(),
      firstCalendar: row.float(),
      firstBusiness: row.float(),
      fullCalendar: row.float(),
      fullBusiness: row.float(),
      csat: row.float(),
      csatScale: row.text(),
      csatOffered: row.boolean() === true,
    };
    const attributes = this.#attributes.parse(row.json() ?? '{}');
    this.#outcomes.tell(ticket, outcome);
    this.#factors.tell('source', ticket, source ?? this.#options.onlySource);
    this.#factors.tellTicket(ticket, outcome, attributes);
    this.#openedAt[ticket] = outcome.openedAt ?? Number.NaN;
    for (const [attribute, { value }] of Object.entries(attributes)) {
      this.#selection.tellJudged(attribute, value);
    }
  }

  /** Of a response to a task. */
  models(row: CopyRow): void {
    const pair = this.#pairs.pairOf(row.view, row.uuid());
    const model = row.text();
    this.#eachTicket(pair, (ticket) => this.#factors.tell('model', ticket, model));
  }

  tasks(row: CopyRow): void {
    const pair = this.#pairs.pairOf(row.view, row.uuid());
    if (pair === none) return;
    const [chance, rule] = [row.text(), row.text()];
    this.#eachTicket(pair, (ticket) => this.#sampling.tellTask(ticket, chance, rule));
    for (const key of this.#options.attributeKeys) {
      const value = row.text();
      this.#eachTicket(pair, (ticket) => this.#factors.tellTask(ticket, key, value));
    }
  }

  measures(row: CopyRow): void {
    const ticket = this.#pairs.tickets.find(row.view, row.uuid());
    const [key, value] = [row.text(), row.float()];
    if (ticket !== none && key !== null && value !== null) {
      this.#outcomes.tellMeasure(ticket, key, value);
    }
  }

  /** Of all tickets of the sources, judged or not. */
  levels(row: CopyRow): void {
    const [source, attribute, level, tickets] = [row.text(), row.text(), row.text(), row.int()];
    this.#selection.tellAll(source ?? '', attribute ?? '', level, tickets ?? 0);
  }

  take(): KpiInput {
    const { outcomes, notes: ofOutcomes } = this.#outcomes.take();
    const { cluster, confounders, strata, sources, notes: ofFactors } = this.#factors.take();
    const { weights, notes: ofSampling } = this.#sampling.take();
    const { composite, failedAll, dimensions } = this.#scores.take();
    const named = { key: 'composite', label: 'Composite', locked: false, weight: null };
    return {
      n: this.#pairs.tickets.size,
      tickets: this.#pairs.tickets.bytes(),
      scores: [
        { ...named, ...composite },
        ...this.#options.dimensions.flatMap(({ key, label, locked, weight }, at): ScoreColumn[] => {
          const column = dimensions[at];
          return column === undefined ? [] : [{ key, label, locked, weight, ...column }];
        }),
      ],
      gated: composite.gated,
      failedAll,
      outcomes,
      openedAt: this.#openedAt,
      cluster,
      confounders,
      strata,
      samplingWeights: weights,
      selection: this.#selection.take(sources),
      notes: [...this.#options.notes, ...ofOutcomes, ...ofFactors, ...ofSampling],
    };
  }

  #eachTicket(pair: number, tell: (ticket: number) => void): void {
    for (let one = pair; one !== none; one = this.#pairs.before(one)) {
      tell(this.#pairs.ticketOf(one));
    }
  }
}

const textsMax = 10_000;

/** Parses JSON once where many texts are the same. */
class JsonTexts<T> {
  readonly #known = new Map<string, T>();

  parse(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    // a column of ours holds what its type says
    const parsed = JSON.parse(text) as T;
    if (this.#known.size < textsMax) this.#known.set(text, parsed);
    return parsed;
  }
}
