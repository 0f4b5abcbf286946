import { type ResolutionKind, resolutionKinds } from './event.ts';

/** What a cell cannot be read as. */
export class BadCell extends Error {
  /** The part of a part that it was to be; null for all of it. */
  readonly detail: string | null;

  constructor(message: string, { detail, ...options }: ErrorOptions & { detail?: string } = {}) {
    super(message, options);
    this.detail = detail ?? null;
  }
}

/** What a cell holds as text; null where it says nothing. */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') throw new BadCell('This is a list or an object.');
  const text = String(value).trim();
  return text === '' ? null : text;
}

const canonicalTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const timeForm =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;
const unixForm = /^\d{9,10}(\.\d+)?$|^\d{12,13}$/;

/**
 * A time as ISO 8601 in UTC: written so, with an offset or (then taken as UTC) without, a date alone, or
 * seconds or milliseconds since 1970.
 */
export function timeOf(text: string): string {
  if (canonicalTime.test(text)) return iso(Date.parse(text));
  if (unixForm.test(text)) return iso(Number(text) * (/^\d{12,13}$/.test(text) ? 1 : 1_000));
  const [, date, clock = '00:00', zone = 'Z'] = timeForm.exec(text) ?? [];
  if (date === undefined) {
    throw new BadCell(`“${shown(text)}” is no time: write 2026-01-31T12:00:00Z.`);
  }
  return iso(Date.parse(`${date}T${clock}${/^(UTC|Z)$/i.test(zone) ? 'Z' : zone}`));
}

function iso(time: number): string {
  if (Number.isNaN(time)) throw new BadCell('There is no such time.');
  return new Date(time).toISOString();
}

const numberForm = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function numberOf(text: string): number {
  if (!numberForm.test(text)) {
    const hint = /^\d+,\d+$/.test(text) ? ' Write a point, not a comma.' : '';
    throw new BadCell(`“${shown(text)}” is not a number.${hint}`);
  }
  return Number(text);
}

const yes = new Set(['true', 'yes', 'y', '1', 't', 'solved', 'closed', 'resolved']);
const no = new Set(['false', 'no', 'n', '0', 'f', 'new', 'open', 'pending', 'hold', 'unresolved']);

/** Yes or no, also as the state of a ticket. */
export function yesOf(text: string): boolean {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  throw new BadCell(`“${shown(text)}” is neither yes nor no.`);
}

export function kindOf(text: string): ResolutionKind {
  const word = text.toUpperCase().replace(/[\s_-]*RESOLUTION$/, '');
  const kind = resolutionKinds.find((name) => name === word);
  if (kind === undefined) {
    throw new BadCell(`“${shown(text)}” is none of ${resolutionKinds.join(', ')}.`);
  }
  return kind;
}

const ratings: ReadonlyMap<string, number> = new Map([
  ['good', 1],
  ['bad', 0],
]);
/** What stands for a question that was not asked, or not answered. */
const unanswered = new Set(['offered', 'unoffered', 'none', 'n/a', '-']);

/** An answer as its source writes it; null where there is none. */
export function ratingOf(text: string): number | null {
  const word = text.toLowerCase();
  if (unanswered.has(word)) return null;
  return ratings.get(word) ?? numberOf(text);
}

const shown = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;
