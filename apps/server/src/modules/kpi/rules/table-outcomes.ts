import { type Ending, endings, type KpiNote, type OutcomeColumn } from './input.ts';
import type { MeasureRow, TicketOutcome } from './ticket-row.ts';

/** What the outcomes of a run depend on beside the ticket. */
export interface Reading {
  /** Seconds since 1970: open tickets are censored then. */
  readonly asOf: number;
  readonly reopenWindowSeconds: number | null;
}

type Told = number | null;
interface Timed {
  readonly seconds: Told;
  readonly ending: Ending;
}
interface Kept {
  readonly about: Omit<OutcomeColumn, 'value' | 'ending' | 'asked'>;
  /** Null for a declared measure, which is told by itself. */
  readonly read: ((row: TicketOutcome, reading: Reading) => Told | Timed) | null;
  readonly asked?: (row: TicketOutcome) => boolean;
}

/** Whether a resolution held: one that was undone within the window did not. */
export function isResolved(row: TicketOutcome, { reopenWindowSeconds }: Reading): boolean | null {
  if (row.resolved !== true) return row.resolved;
  if (row.reopens === null || row.reopens === 0) return true;
  if (reopenWindowSeconds === null) return false;
  if (row.reopenedAt === null || row.resolvedAt === null) return false;
  const gap = Math.abs(row.reopenedAt - row.resolvedAt);
  return gap > reopenWindowSeconds;
}

const yesNo = (value: boolean | null): Told => (value === null ? null : value ? 1 : 0);

/** One kind of resolution against none; the other kinds are left out, so that they never mix. */
const ofKind = (kind: 'CONFIRMED' | 'ASSUMED') => (row: TicketOutcome, reading: Reading) => {
  if (row.resolutionKind === kind) return yesNo(isResolved(row, reading));
  const other = kind === 'CONFIRMED' ? 'ASSUMED' : 'CONFIRMED';
  if (row.resolutionKind === other) return null;
  return row.resolutionKind !== null || row.resolved === false ? 0 : null;
};

const isEscalated = (row: TicketOutcome): Told => {
  if (row.escalatedAt !== null || row.resolutionKind === 'ESCALATED') return 1;
  return row.resolved === null && row.resolutionKind === null ? null : 0;
};

/** Seconds of a calendar clock, which goes on for open tickets and stops at a competing end. */
const calendar =
  (given: (row: TicketOutcome) => Told) =>
  (row: TicketOutcome, reading: Reading): Timed => {
    const since = (at: Told) => (at === null || row.openedAt === null ? null : at - row.openedAt);
    const ended = (seconds: Told, ending: Ending): Timed =>
      seconds === null || seconds < 0 ? { seconds: null, ending } : { seconds, ending };
    if (row.escalatedAt !== null) return ended(since(row.escalatedAt), 'ESCALATED');
    if (row.abandonedAt !== null) return ended(since(row.abandonedAt), 'ABANDONED');
    if (isResolved(row, reading) === true) {
      return ended(given(row) ?? since(row.resolvedAt), 'RESOLVED');
    }
    return ended(since(reading.asOf), 'OPEN');
  };

/** Seconds of a business clock: nobody knows how far it is on an open ticket. */
const business =
  (given: (row: TicketOutcome) => Told) =>
  (row: TicketOutcome, reading: Reading): Timed => ({
    seconds: isResolved(row, reading) === true ? given(row) : null,
    ending: 'RESOLVED',
  });

const builtIn: readonly Kept[] = [
  {
    about: about('resolved', 'Resolved', 'YES_NO', 'yes/no', true),
    read: (row, reading) => yesNo(isResolved(row, reading)),
  },
  {
    about: about('resolved:confirmed', 'Confirmed resolution', 'YES_NO', 'yes/no', true),
    read: ofKind('CONFIRMED'),
  },
  {
    about: about('resolved:assumed', 'Assumed resolution', 'YES_NO', 'yes/no', true),
    read: ofKind('ASSUMED'),
  },
  { about: about('escalated', 'Escalated', 'YES_NO', 'yes/no', false), read: isEscalated },
  {
    about: about('reopens', 'Reopens', 'NUMBER', 'times', false),
    read: ({ reopens }) => reopens,
  },
  {
    about: about('first_resolution:calendar', 'First resolution', 'TIME', 'seconds', false),
    read: calendar(({ firstCalendar }) => firstCalendar),
  },
  {
    about: about(
      'first_resolution:business',
      'First resolution, business clock',
      'TIME',
      'seconds',
      false,
    ),
    read: business(({ firstBusiness }) => firstBusiness),
  },
  {
    about: about('full_resolution:calendar', 'Full resolution', 'TIME', 'seconds', false),
    read: calendar(({ fullCalendar }) => fullCalendar),
  },
  {
    about: about(
      'full_resolution:business',
      'Full resolution, business clock',
      'TIME',
      'seconds',
      false,
    ),
    read: business(({ fullBusiness }) => fullBusiness),
  },
];

function about(
  key: string,
  label: string,
  kind: OutcomeColumn['kind'],
  unit: string,
  higherIsBetter: boolean,
): Kept['about'] {
  return { key, label, kind, unit, higherIsBetter };
}

const csat = (scale: string, isOnly: boolean): Kept => ({
  about: about(
    isOnly ? 'csat' : `csat:${scale}`,
    isOnly ? 'Satisfaction' : `Satisfaction, ${scale.toLowerCase().replaceAll('_', ' ')}`,
    'NUMBER',
    '[0, 1]',
    true,
  ),
  read: (row) => (row.csatScale === scale ? row.csat : null),
  asked: (row) => row.csatOffered && (row.csatScale === null || row.csatScale === scale),
});

const measured = (measure: MeasureRow): Kept => ({
  about: about(measure.key, measure.label, measure.kind, measure.scale, measure.higherIsBetter),
  read: null,
});

/** Of a ticket that nobody has told anything of. */
const untold: TicketOutcome = {
  ...{ openedAt: null, respondedAt: null, resolved: null, resolutionKind: null, resolvedAt: null },
  ...{ escalatedAt: null, abandonedAt: null, reopenedAt: null, reopens: null },
  ...{ firstCalendar: null, firstBusiness: null, fullCalendar: null, fullBusiness: null },
  ...{ csat: null, csatScale: null, csatOffered: false },
};

class Column {
  readonly kept: Kept;
  readonly #tickets: number;
  /** Null until a ticket has something to say. */
  #value: Float64Array | null = null;
  readonly #ending: Uint8Array | null;
  readonly #asked: Uint8Array | null;

  constructor(kept: Kept, tickets: number) {
    this.kept = kept;
    this.#tickets = tickets;
    this.#ending = kept.about.kind === 'TIME' ? new Uint8Array(tickets) : null;
    this.#asked = kept.asked === undefined ? null : new Uint8Array(tickets);
  }

  set(ticket: number, value: number): void {
    this.#values()[ticket] = value;
  }

  #values(): Float64Array {
    this.#value ??= new Float64Array(this.#tickets).fill(Number.NaN);
    return this.#value;
  }

  read(ticket: number, row: TicketOutcome, reading: Reading): void {
    const { read, asked } = this.kept;
    if (read === null) return;
    const told = read(row, reading);
    const isTimed = typeof told === 'object' && told !== null;
    const value = isTimed ? told.seconds : told;
    if (value !== null) this.set(ticket, value);
    if (isTimed && this.#ending !== null) this.#ending[ticket] = endings.indexOf(told.ending);
    if (this.#asked === null || asked?.(row) !== true) return;
    this.#asked[ticket] = 1;
    this.#values();
  }

  /** Null where no ticket has anything to say. */
  take(): OutcomeColumn | null {
    if (this.#value === null) return null;
    return { ...this.kept.about, value: this.#value, ending: this.#ending, asked: this.#asked };
  }
}

interface OutcomesOptions {
  /** Keys; empty for all. */
  readonly wanted: readonly string[];
  /** Of satisfaction, that the tickets were asked on. */
  readonly scales: readonly string[];
  readonly measures: readonly MeasureRow[];
  readonly reading: Reading;
}

/** The outcomes that a run asks for, of those that its tickets have; each clock and each scale by itself. */
export class Outcomes {
  readonly #options: OutcomesOptions;
  readonly #columns: readonly Column[];
  readonly #measures: ReadonlyMap<string, Column>;
  readonly #isTold: Uint8Array;
  #openBusiness = 0;

  constructor(tickets: number, options: OutcomesOptions) {
    const { wanted, scales, measures } = options;
    this.#options = options;
    this.#isTold = new Uint8Array(tickets);
    const columns = [
      ...builtIn,
      ...scales.map((scale) => csat(scale, scales.length === 1)),
      ...measures.map(measured),
    ]
      .filter(({ about: { key } }) => wanted.length === 0 || wanted.includes(key))
      .map((kept) => new Column(kept, tickets));
    this.#columns = columns.filter(({ kept }) => kept.read !== null);
    this.#measures = new Map(
      columns.flatMap((column) =>
        column.kept.read === null ? [[column.kept.about.key, column]] : [],
      ),
    );
  }

  tell(ticket: number, row: TicketOutcome): void {
    for (const column of this.#columns) column.read(ticket, row, this.#options.reading);
    if (row.resolved !== true && row.resolutionKind !== 'ESCALATED') this.#openBusiness += 1;
    this.#isTold[ticket] = 1;
  }

  /** The value of a declared measure. */
  tellMeasure(ticket: number, key: string, value: number): void {
    this.#measures.get(key)?.set(ticket, value);
  }

  take(): { readonly outcomes: readonly OutcomeColumn[]; readonly notes: readonly KpiNote[] } {
    for (const [ticket, isTold] of this.#isTold.entries())
      if (isTold === 0) this.tell(ticket, untold);
    const { wanted, scales } = this.#options;
    const outcomes = [...this.#columns, ...this.#measures.values()].flatMap(
      (column) => column.take() ?? [],
    );
    const notes: KpiNote[] = [];
    const missing = wanted.filter((key) => !outcomes.some((outcome) => outcome.key === key));
    if (missing.length > 0) {
      notes.push(warning('OUTCOME_MISSING', `No ticket has ${missing.join(', ')}.`));
    }
    if (scales.length > 1) {
      notes.push(
        warning(
          'SCALES_NOT_POOLED',
          `Satisfaction was asked on ${scales.length} scales (${scales.join(', ')}). Each is an outcome of its own: they are never pooled.`,
        ),
      );
    }
    const hasBusiness = outcomes.some(({ key }) => key.endsWith(':business'));
    if (hasBusiness && this.#openBusiness > 0) {
      notes.push(
        warning(
          'OPEN_WITHOUT_BUSINESS_TIME',
          `${this.#openBusiness} unresolved tickets have no time on the business clock and are left out of it: those figures are about resolved tickets alone.`,
        ),
      );
    }
    return { outcomes, notes };
  }
}

export const warning = (code: string, message: string): KpiNote => ({
  severity: 'WARNING',
  code,
  message,
});
export const info = (code: string, message: string): KpiNote => ({
  severity: 'INFO',
  code,
  message,
});
