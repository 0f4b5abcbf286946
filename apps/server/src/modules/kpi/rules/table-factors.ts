import type { Factor, KpiNote, KpiRequest } from './input.ts';
import { Levels } from './table-columns.ts';
import { info, warning } from './table-outcomes.ts';
import type { TicketRow } from './ticket-row.ts';

/** Levels of a factor that is split by; the tickets of rarer ones stay out of the split. */
const levelsMax = 50;

interface BuiltIn {
  readonly key: string;
  readonly label: string;
  readonly read: (row: TicketRow) => string | null;
}

/** By what a run can always be split (ruling: model version and calendar period are strata). */
const always: readonly BuiltIn[] = [
  { key: 'rubric_version', label: 'Rubric version', read: ({ version }) => version },
  { key: 'model', label: 'Model', read: ({ model }) => model },
  { key: 'month', label: 'Month opened', read: ({ openedAt }) => monthOf(openedAt) },
  { key: 'profile', label: 'Context profile', read: ({ profile }) => profile },
  { key: 'source', label: 'Source', read: ({ source }) => source },
];

const monthOf = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1_000).toISOString().slice(0, 7);

/** The attributes that a run asks for. */
export const attributesOf = ({ confounders, segments, clusterBy }: KpiRequest): string[] => [
  ...new Set([...confounders, ...segments, ...(clusterBy === null ? [] : [clusterBy])]),
];

/** What a ticket, or else its tasks, say under a key. */
function attributeOf(row: TicketRow, key: string): string | null {
  return row.attributes[key]?.value ?? row.taskAttributes[key] ?? null;
}

class Column {
  readonly key: string;
  readonly #label: string;
  readonly #levels = new Levels();
  #taken: Factor | null = null;
  readonly #read: (row: TicketRow) => string | null;
  late = 0;
  undated = 0;
  known = 0;

  constructor(key: string) {
    const builtIn = always.find((one) => one.key === key);
    this.key = key;
    this.#label = builtIn?.label ?? key;
    this.#read = builtIn?.read ?? ((row) => attributeOf(row, key));
  }

  push(row: TicketRow): void {
    const value = this.#read(row);
    this.#levels.push(value);
    if (value === null) return;
    this.known += 1;
    const dated = row.attributes[this.key];
    if (dated === undefined) return;
    const answered = row.respondedAt ?? row.openedAt;
    if (dated.knownAt === null || answered === null) this.undated += 1;
    else if (Date.parse(dated.knownAt) / 1_000 > answered) this.late += 1;
  }

  take(): Factor {
    this.#taken ??= this.#levels.take(this.key, this.#label);
    return this.#taken;
  }
}

/** The factors of a run, and which of them may not be adjusted for. */
export class Factors {
  readonly #request: KpiRequest;
  readonly #columns: ReadonlyMap<string, Column>;

  constructor(request: KpiRequest) {
    this.#request = request;
    const keys = new Set([...always.map(({ key }) => key), ...attributesOf(request)]);
    this.#columns = new Map([...keys].map((key) => [key, new Column(key)]));
  }

  push(row: TicketRow): void {
    for (const column of this.#columns.values()) column.push(row);
  }

  take(): {
    readonly cluster: Factor | null;
    readonly confounders: readonly Factor[];
    readonly strata: readonly Factor[];
    readonly notes: readonly KpiNote[];
  } {
    const notes: KpiNote[] = [];
    const found = (key: string): Column[] => {
      const column = this.#columns.get(key);
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
    const strata = [...this.#columns.values()]
      .filter(({ key, known }) => known > 0 && always.some((one) => one.key === key))
      .concat(asked.filter(({ key }) => !always.some((one) => one.key === key)))
      .map((column) => withoutRare(column.take(), notes));
    return {
      cluster: clusterBy === null ? null : (found(clusterBy)[0]?.take() ?? null),
      confounders: adjusted.map((column) => column.take()),
      strata,
      notes,
    };
  }
}

/** Only what was known before the judged answer may be adjusted for. */
function refusal({ key, late, undated, known }: Column): KpiNote | null {
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
