import { randomFillSync } from 'node:crypto';
import { v4, v7, validate } from 'uuid';

/** Chance for many ids at once: asking the system for it costs more than the rest of an id. */
const chance = new Uint8Array(16_384);
let spent = chance.length;

function randomBytes(): Uint8Array {
  if (spent === chance.length) {
    randomFillSync(chance);
    spent = 0;
  }
  spent += 16;
  return chance.subarray(spent - 16, spent);
}

let last = { msecs: 0, seq: 0 };

/** A new id, ordered by the operation's clock and, within one millisecond, by when it was made. */
export function newId(now: Date): string {
  const msecs = now.getTime();
  last = { msecs, seq: msecs === last.msecs ? last.seq + 1 : 0 };
  return v7({ ...last, random: randomBytes() });
}

/** A new id that tells nothing, not even when it was made. */
export const randomId = (): string => v4();

/** The opaque id of the API: the type, an underscore, the UUID. */
export const globalId = (typename: string, id: string): string => `${typename}_${id}`;

/** Splits an opaque id; null where it is none. */
export function parseGlobalId(value: string): { typename: string; id: string } | null {
  const at = value.indexOf('_');
  const id = value.slice(at + 1);
  return at > 0 && validate(id) ? { typename: value.slice(0, at), id: id.toLowerCase() } : null;
}

/** The UUID that names nothing. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * The UUID behind an opaque id; one that names nothing where it is malformed or of another type, so
 * that all of them are answered alike.
 */
export function idOf(typename: string, value: string): string {
  const parsed = parseGlobalId(value);
  return parsed?.typename === typename ? parsed.id : nobody;
}
