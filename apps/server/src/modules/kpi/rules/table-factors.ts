import type { TicketAttribute } from '@assay/db/tables/tickets';
import type { Factor, KpiNote, KpiRequest } from './input.ts';
import { Codes } from './table-columns.ts';
import { info, warning } from './table-outcomes.ts';
import type { TicketAttributes, TicketOutcome } from './ticket-row.ts';

/** Levels of a factor that is split by; the tickets of rarer ones stay out of the split. */
const levelsMax = 50;

/** By what a run can always be split (ruling: model version and calendar period are strata). */
const always = {
  rubric_version: 'Rubric version',
  model: 'Model',
  month: 'Month opened',
  profile: 'Context profile',
  source: 'Source',
} as const;
export type AlwaysFactor = keyof typeof always;
const isAlways = (key: string): key is AlwaysFactor => Object.hasOwn(always, key);

const secondsOfDay = 86_400;

/** Months in UTC, each looked up once a day. */
class Months {
  readonly #ofDay = new Map<number, string>();

  of(seconds: number | null): string | null {
    if (seconds === null) return null;
    const day = Math.floor(seconds / secondsOfDay);
    let month = this.#ofDay.get(day);
    if (month === undefined) {
      month = new Date(day * secondsOfDay * 1_000).toISOString().slice(0, 7);
      this.#ofDay.set(day, month);
    }
    return month;
  }
}

/** The attributes that a run asks for. */
export const attributesOf = ({ confounders, segments, clusterBy }: KpiRequest): string[] => [
  ...new Set([...confounders, ...segments, ...(clusterBy === null ? [] : [clusterBy])]),
];

/** A factor that attributes tell of. What a ticket says under the key goes before what its tasks say. */
class AttributeColumn {
  readonly #own: Codes;
  readonly #ofTasks: Codes;
  late = 0;
  undated = 0;

  constructor(tickets: number) {
    this.#own = new Codes(tickets);
    this.#ofTasks = new Codes(tickets);
  }

  /** @param answered - seconds since 1970 of the judged answer */
  tell(ticket: number, { value, knownAt }: TicketAttribute, answered: number | null): void {
    this.#own.tell(ticket, value);
    if (knownAt === null || answered === null) this.undated += 1;
    else if (Date.parse(knownAt) / 1_000 > answered) this.late += 1;
  }

  tellTask(ticket: number, value: string | null): void {
    this.#ofTasks.tell(ticket, value);
  }

  whole(): Codes {
    this.#own.fill(this.#ofTasks);
    return this.#own;
  }
}

interface Taken {
  readonly factor: Factor;
  readonly known: number;
  readonly late: number;
  readonly undated: number;
}

/** The factors of a run, and which of them may not be adjusted for. */
export class Factors {
  readonly #request: KpiRequest;
  readonly #always: ReadonlyMap<string, Codes>;
  readonly #attributes: ReadonlyMap<string, AttributeColumn>;
  readonly #months = new Months();

  constructor(tickets: number, request: KpiRequest) {
    this.#request = request;
    this.#always = new Map(Object.keys(always).map((key) => [key, new Codes(tickets)]));
    this.#attributes = new Map(
      attributesOf(request)
        .filter((key) => !isAlways(key))
        .map((key) => [key, new AttributeColumn(tickets)]),
    );
  }

  tell(key: AlwaysFactor, ticket: number, value: string | null): void {
    this.#always.get(key)?.tell(ticket, value);
  }

  /** What a ticket says of itself. */
  tellTicket(
    ticket: number,
    { openedAt, respondedAt }: TicketOutcome,
    attributes: TicketAttributes,
  ): void {
    this.tell('month', ticket, this.#months.of(openedAt));
    for (const [key, column] of this.#attributes) {
      const attribute = attributes[key];
      if (attribute !== undefined) column.tell(ticket, attribute, respondedAt ?? openedAt);
    }
  }

  tellTask(ticket: number, key: string, value: string | null): void {
    this.#attributes.get(key)?.tellTask(ticket, value);
  }

  take(): {
    readonly cluster: Factor | null;
    readonly confounders: readonly Factor[];
    readonly strata: readonly Factor[];
    /** Of the tickets. */
    readonly sources: readonly string[];
    readonly notes: readonly KpiNote[];
  } {
    const notes: KpiNote[] = [];
    const taken = new Map<string, Taken>([
      ...[...this.#always].map(([key, codes]) => takenOf(key, codes)),
      ...[...this.#attributes].map(([key, column]) => takenOf(key, column.whole(), column)),
    ]);
    const found = (key: string): Taken[] => {
      const column = taken.get(key);
      if (column !== undefined && column.known > 0) return [column];
      notes.push(warning('ATTRIBUTE_MISSING', `No ticket has the attribute ${key}.`));
      return [];
    };
    const { confounders, segments, clusterBy } = this.#request;
    const adjusted = confounders.flatMap(found).filter((column) => {
      const refused = refusal(column);
      if (refused !== null) notes.push(refused);
      return refused === null;
    });
    const asked = segments.flatMap(found);
    const strata = [...taken.values()]
      .filter(({ factor, known }) => known > 0 && isAlways(factor.key))
      .concat(asked.filter(({ factor }) => !isAlways(factor.key)))
      .map(({ factor }) => withoutRare(factor, notes));
    return {
      cluster: clusterBy === null ? null : (found(clusterBy)[0]?.factor ?? null),
      confounders: adjusted.map(({ factor }) => factor),
      strata,
      sources: taken.get('source')?.factor.levels ?? [],
      notes,
    };
  }
}

function takenOf(
  key: string,
  codes: Codes,
  { late, undated }: { readonly late: number; readonly undated: number } = { late: 0, undated: 0 },
): [string, Taken] {
  return [key, { ...codes.take(key, isAlways(key) ? always[key] : key), late, undated }];
}

/** Only what was known before the judged answer may be adjusted for. */
function refusal({ factor: { key }, late, undated, known }: Taken): KpiNote | null {
  if (late > 0) {
    return warning(
      'CONFOUNDER_REFUSED',
      `${key} is not adjusted for: on ${late} of ${known} tickets it was set after the judged answer, so the answer may have caused it.`,
    );
  }
  if (undated > 0) {
    return warning(
      'CONFOUNDER_REFUSED',
      `${key} is not adjusted for: on ${undated} of ${known} tickets nobody knows whether it was set before the judged answer. Give knownAt with the attribute.`,
    );
  }
  return null;
}

function withoutRare(factor: Factor, notes: KpiNote[]): Factor {
  if (factor.levels.length <= levelsMax) return factor;
  const counts = new Array<number>(factor.levels.length).fill(0);
  for (const code of factor.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const kept = counts
    .map((count, code) => ({ count, code }))
    .sort((a, b) => b.count - a.count || a.code - b.code)
    .slice(0, levelsMax)
    .map(({ code }) => code)
    .sort((a, b) => a - b);
  const place = new Map(kept.map((code, index) => [code, index]));
  notes.push(
    info(
      'RARE_LEVELS',
      `${factor.label} has ${factor.levels.length} values; the figures are split by the ${levelsMax} most frequent.`,
    ),
  );
  return {
    ...factor,
    levels: kept.map((code) => factor.levels[code] ?? ''),
    codes: factor.codes.map((code) => place.get(code) ?? -1),
  };
}
