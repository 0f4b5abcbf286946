import type { TicketAttribute } from '@assay/db/tables/tickets';
import type { TicketRow, TicketScore } from './ticket-row.ts';

type Lists<T> = { readonly [K in keyof T]: readonly T[K][] };

/** What of a ticket is the same for all of its tasks. */
type Told = Omit<
  TicketRow,
  | 'attributes'
  | 'taskAttributes'
  | 'measures'
  | 'model'
  | 'version'
  | 'profile'
  | 'samplingProbability'
  | 'samplingRule'
  | 'scores'
> & { readonly attributes: Readonly<Record<string, TicketAttribute>> | null };

/**
 * Some tickets and all that belongs to them, a list a column. `at` is a place in `tickets`, `pair` one in
 * `pairs`, `nth` one in `judgments`; `key` numbers the dimensions from 1.
 */
export interface RowPage {
  readonly tickets: Lists<Told>;
  /** Tasks of tickets, in the order of the tickets. */
  readonly pairs: Lists<{
    at: number;
    probability: string | null;
    rule: string | null;
    attributes: Readonly<Record<string, string | null>> | null;
  }>;
  readonly models: Lists<{ at: number; model: string }>;
  readonly judgments: Lists<{
    pair: number;
    /** A place in `versions`. */
    version: number;
    profile: string | null;
    /** The composite, null where it is undefined. */
    value: number | null;
    gated: number;
    failed: boolean;
  }>;
  /** The numbers of the rubric versions that count. */
  readonly versions: readonly number[];
  readonly scores: Lists<{ nth: number; key: number; value: number; failed: boolean }>;
  readonly measures: Lists<{ at: number; key: string; value: number }>;
  /** Judged tickets by what their attributes say. */
  readonly levels: readonly (readonly [attribute: string, level: string, tickets: number])[];
}

/** An inclusion probability as text: above 0, at most 1. */
const probability = /^(0?\.[0-9]+|1(\.0+)?)$/;

/**
 * The judged ones of some tickets, in their order. Judgments of one task count as their mean, and a ticket as
 * the mean of its tasks; what its tasks do not agree on is null.
 *
 * @param keys - how many scores there are: the composite, and each dimension
 */
export function ticketRowsOf(page: RowPage, keys: number): TicketRow[] {
  const { tickets, pairs, models, judgments, measures } = page;
  const pairOf = judgments.pair;
  const versions = new SameOfEach<number>();
  const profiles = new SameOfEach<string>();
  pairOf.forEach((pair, nth) => {
    const at = pairs.at[pair] ?? -1;
    versions.tell(at, judgments.version[nth]);
    profiles.tell(at, judgments.profile[nth] ?? '');
  });
  const modelOf = new SameOfEach<string>();
  models.at.forEach((at, index) => {
    modelOf.tell(at, models.model[index]);
  });
  const drawn = new SameOfEach<string>();
  const rules = new SameOfEach<string>();
  const attributes = new Map<string, SameOfEach<string>>();
  pairs.at.forEach((at, pair) => {
    drawn.tell(at, pairs.probability[pair]);
    rules.tell(at, pairs.rule[pair]);
    for (const [key, value] of Object.entries(pairs.attributes[pair] ?? {})) {
      const own = attributes.get(key) ?? new SameOfEach<string>();
      attributes.set(key, own);
      own.tell(at, value);
    }
  });
  const measured = new Map<number, Record<string, number>>();
  measures.at.forEach((at, index) => {
    const own = measured.get(at) ?? {};
    own[measures.key[index] ?? ''] = measures.value[index] ?? Number.NaN;
    measured.set(at, own);
  });
  const scores = scoresOf(page, keys);
  return tickets.id.flatMap((id, at): TicketRow[] => {
    const own = scores.get(at);
    if (own === undefined) return [];
    const version = versions.of(at);
    const chance = drawn.of(at) ?? '';
    return [
      {
        ...toldOf(tickets, id, at),
        taskAttributes: Object.fromEntries(
          [...attributes].map(([key, same]) => [key, same.of(at)]),
        ),
        measures: measured.get(at) ?? {},
        model: modelOf.of(at),
        version: version === null ? null : `v${page.versions[version]}`,
        profile: profiles.of(at) || null,
        samplingProbability: probability.test(chance) ? Number(chance) : null,
        samplingRule: rules.of(at),
        scores: own,
      },
    ];
  });
}

/** Of each ticket the one value that all who tell of it tell. */
class SameOfEach<T> {
  readonly #values = new Map<number, T | null>();

  tell(at: number, value: T | null | undefined): void {
    if (value == null) return;
    const known = this.#values.get(at);
    if (known === undefined) this.#values.set(at, value);
    else if (known !== value) this.#values.set(at, null);
  }

  /** Null where they differ, or nobody has told one. */
  of(at: number): T | null {
    return this.#values.get(at) ?? null;
  }
}

function toldOf(tickets: Lists<Told>, id: string, at: number) {
  return {
    id,
    source: tickets.source[at] ?? '',
    openedAt: tickets.openedAt[at] ?? null,
    respondedAt: tickets.respondedAt[at] ?? null,
    resolved: tickets.resolved[at] ?? null,
    resolutionKind: tickets.resolutionKind[at] ?? null,
    resolvedAt: tickets.resolvedAt[at] ?? null,
    escalatedAt: tickets.escalatedAt[at] ?? null,
    abandonedAt: tickets.abandonedAt[at] ?? null,
    reopenedAt: tickets.reopenedAt[at] ?? null,
    reopens: tickets.reopens[at] ?? null,
    firstCalendar: tickets.firstCalendar[at] ?? null,
    firstBusiness: tickets.firstBusiness[at] ?? null,
    fullCalendar: tickets.fullCalendar[at] ?? null,
    fullBusiness: tickets.fullBusiness[at] ?? null,
    csat: tickets.csat[at] ?? null,
    csatScale: tickets.csatScale[at] ?? null,
    csatOffered: tickets.csatOffered[at] ?? false,
    attributes: tickets.attributes[at] ?? {},
  };
}

/** The scores of each ticket that has one, by key. */
function scoresOf({ pairs, judgments, scores }: RowPage, keys: number): Map<number, TicketScore[]> {
  const cells = pairs.at.length * keys;
  const counts = new Int32Array(cells);
  const [sums, squares, gated, failed] = [0, 1, 2, 3].map(() => new Float64Array(cells)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]; // four, as made here
  const add = (cell: number, value: number, underRedLines: number) => {
    counts[cell] = (counts[cell] ?? 0) + 1;
    sums[cell] = (sums[cell] ?? 0) + value;
    squares[cell] = (squares[cell] ?? 0) + value * value;
    gated[cell] = (gated[cell] ?? 0) + underRedLines;
  };
  judgments.value.forEach((value, nth) => {
    if (value === null) return;
    const cell = (judgments.pair[nth] ?? 0) * keys;
    add(cell, value, judgments.gated[nth] ?? value);
    if (judgments.failed[nth] === true) failed[cell] = (failed[cell] ?? 0) + 1;
  });
  scores.value.forEach((value, index) => {
    const pair = judgments.pair[scores.nth[index] ?? -1] ?? 0;
    const cell = pair * keys + (scores.key[index] ?? 0);
    add(cell, value, scores.failed[index] === true ? 0 : value);
  });
  const found = new Map<number, TicketScore[]>();
  const all = pairs.at;
  for (let first = 0; first < all.length; ) {
    const at = all[first] ?? -1;
    let end = first + 1;
    while (end < all.length && all[end] === at) end += 1;
    const own: TicketScore[] = [];
    for (let key = 0; key < keys; key += 1) {
      let [tasks, n, value, under, sum, square, fails] = [0, 0, 0, 0, 0, 0, 0];
      for (let pair = first; pair < end; pair += 1) {
        const cell = pair * keys + key;
        const count = counts[cell] ?? 0;
        if (count === 0) continue;
        tasks += 1;
        n += count;
        value += (sums[cell] ?? 0) / count;
        under += (gated[cell] ?? 0) / count;
        sum += sums[cell] ?? 0;
        square += squares[cell] ?? 0;
        fails += (failed[cell] ?? 0) / count;
      }
      if (tasks === 0) continue;
      const within = Math.max(0, square - (sum * sum) / n);
      own.push([key, value / tasks, under / tasks, n, within, fails / tasks]);
    }
    if (own.length > 0) found.set(at, own);
    first = end;
  }
  return found;
}
