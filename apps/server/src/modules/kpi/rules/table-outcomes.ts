import { type Ending, endings, type KpiNote, type OutcomeColumn } from './input.ts';
import { Floats, toBytes } from './table-columns.ts';
import type { MeasureRow, TicketRow } from './ticket-row.ts';

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
  readonly read: (row: TicketRow, reading: Reading) => Told | Timed;
  readonly asked?: (row: TicketRow) => boolean;
}

/** Whether a resolution held: one that was undone within the window did not. */
export function isResolved(row: TicketRow, { reopenWindowSeconds }: Reading): boolean | null {
  if (row.resolved !== true) return row.resolved;
  if (row.reopens === null || row.reopens === 0) return true;
  if (reopenWindowSeconds === null) return false;
  if (row.reopenedAt === null || row.resolvedAt === null) return false;
  const gap = Math.abs(row.reopenedAt - row.resolvedAt);
  return gap > reopenWindowSeconds;
}

const yesNo = (value: boolean | null): Told => (value === null ? null : value ? 1 : 0);

/** One kind of resolution against none; the other kinds are left out, so that they never mix. */
const ofKind = (kind: 'CONFIRMED' | 'ASSUMED') => (row: TicketRow, reading: Reading) => {
  if (row.resolutionKind === kind) return yesNo(isResolved(row, reading));
  const other = kind === 'CONFIRMED' ? 'ASSUMED' : 'CONFIRMED';
  if (row.resolutionKind === other) return null;
  return row.resolutionKind !== null || row.resolved === false ? 0 : null;
};

const isEscalated = (row: TicketRow): Told => {
  if (row.escalatedAt !== null || row.resolutionKind === 'ESCALATED') return 1;
  return row.resolved === null && row.resolutionKind === null ? null : 0;
};

/** Seconds of a calendar clock, which goes on for open tickets and stops at a competing end. */
const calendar =
  (given: (row: TicketRow) => Told) =>
  (row: TicketRow, reading: Reading): Timed => {
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
  (given: (row: TicketRow) => Told) =>
  (row: TicketRow, reading: Reading): Timed => ({
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
  read: ({ measures }) => measures[measure.key] ?? null,
});

class Column {
  readonly key: string;
  readonly #kept: Kept;
  readonly #value = new Floats();
  readonly #ending = new Floats();
  readonly #asked = new Floats();
  #known = 0;
  #open = 0;
  #anyAsked = false;

  constructor(kept: Kept) {
    this.#kept = kept;
    this.key = kept.about.key;
  }

  push(row: TicketRow, reading: Reading): void {
    const { read, asked } = this.#kept;
    const told = read(row, reading);
    const value = typeof told === 'object' && told !== null ? told.seconds : told;
    this.#value.push(value);
    if (value !== null) this.#known += 1;
    if (typeof told === 'object' && told !== null) {
      this.#ending.push(endings.indexOf(told.ending));
      if (told.ending === 'OPEN') this.#open += 1;
    }
    if (asked === undefined) return;
    const wasAsked = asked(row);
    this.#asked.push(wasAsked ? 1 : 0);
    if (wasAsked) this.#anyAsked = true;
  }

  /** Null where no ticket has anything to say. */
  take(): OutcomeColumn | null {
    const { about: named, asked } = this.#kept;
    // a clock that never stopped tells nothing
    if (this.#known === 0 && !this.#anyAsked) return null;
    if (named.kind === 'TIME' && this.#known === this.#open && this.#known === 0) return null;
    return {
      ...named,
      value: this.#value.take(),
      ending: named.kind === 'TIME' ? toBytes(this.#ending.take()) : null,
      asked: asked === undefined ? null : toBytes(this.#asked.take()),
    };
  }
}

/** Every outcome that the tickets of a run have; each clock and each scale by itself. */
export class Outcomes {
  readonly #columns: readonly Column[];
  readonly #reading: Reading;
  readonly #scales: readonly string[];
  #openBusiness = 0;

  /** @param scales - of satisfaction that the tickets were asked on */
  constructor(scales: readonly string[], measures: readonly MeasureRow[], reading: Reading) {
    this.#reading = reading;
    this.#scales = scales;
    const kept = [
      ...builtIn,
      ...scales.map((scale) => csat(scale, scales.length === 1)),
      ...measures.map(measured),
    ];
    this.#columns = kept.map((one) => new Column(one));
  }

  push(row: TicketRow): void {
    for (const column of this.#columns) column.push(row, this.#reading);
    if (row.resolved !== true && row.resolutionKind !== 'ESCALATED') this.#openBusiness += 1;
  }

  /** @param wanted - keys; empty for all */
  take(wanted: readonly string[]): {
    readonly outcomes: readonly OutcomeColumn[];
    readonly notes: readonly KpiNote[];
  } {
    const outcomes = this.#columns
      .filter(({ key }) => wanted.length === 0 || wanted.includes(key))
      .flatMap((column) => column.take() ?? []);
    const notes: KpiNote[] = [];
    const missing = wanted.filter((key) => !outcomes.some((outcome) => outcome.key === key));
    if (missing.length > 0) {
      notes.push(warning('OUTCOME_MISSING', `No ticket has ${missing.join(', ')}.`));
    }
    if (this.#scales.length > 1) {
      notes.push(
        warning(
          'SCALES_NOT_POOLED',
          `Satisfaction was asked on ${this.#scales.length} scales (${this.#scales.join(', ')}). Each is an outcome of its own: they are never pooled.`,
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
