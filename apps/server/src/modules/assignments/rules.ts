import { createHmac, randomInt } from 'node:crypto';
import type { StoredAnswers } from '@assay/db/tables/slots';
import type { Answers, Targets } from '@assay/scoring/rubrics/check-answers';
import { stringify } from 'uuid';
import { AppError } from '../../errors.ts';

export const claimMax = 3;

/** When a lease taken or renewed now ends. */
export const leaseEnd = (now: Date, leaseMinutes: number): Date =>
  new Date(now.getTime() + leaseMinutes * 60_000);

/** A shuffle of the stored positions of responses: the order in which one assignment shows them. */
export function shownOrder(responses: number): number[] {
  const order = Array.from({ length: responses }, (_, position) => position);
  for (let last = responses - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    const [a, b] = [order[last] ?? last, order[other] ?? other];
    order[last] = b;
    order[other] = a;
  }
  return order;
}

/** What the ids of the parts of an assignment are made from. Nobody outside can tell which is which. */
export interface PartKey {
  readonly secret: string;
  readonly assignmentId: string;
}

/** The id of a part of an assignment: it changes with every claim and tells nothing of what it names. */
export function partId(
  { secret, assignmentId }: PartKey,
  part: 'message' | 'response',
  position: number,
): string {
  const bytes = createHmac('sha256', secret)
    .update(`${assignmentId}:${part}:${position}`)
    .digest()
    .subarray(0, 16);
  // UUID version 8: bytes of one's own
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return stringify(bytes);
}

/** What is asked of an assignment, in its own ids. */
export interface Parts {
  readonly assignmentId: string;
  /** Ids of the responses, by their stored position. */
  readonly responses: readonly string[];
  /** Ids of the judged messages, by their position in the conversation. */
  readonly turns: ReadonlyMap<number, string>;
}

export function partsOf(
  key: PartKey,
  responseCount: number,
  judgedPositions: readonly number[],
): Parts {
  return {
    assignmentId: key.assignmentId,
    responses: Array.from({ length: responseCount }, (_, at) => partId(key, 'response', at)),
    turns: new Map(judgedPositions.map((at) => [at, partId(key, 'message', at)])),
  };
}

export const targetsOf = ({ responses, turns }: Parts): Targets => ({
  responses,
  turns: [...turns.values()],
});

/** Answers as the API takes them: in the ids of the assignment. */
export interface GivenAnswers {
  readonly scores: readonly {
    readonly dimensionKey: string;
    readonly tier: number | null;
    readonly notApplicable: boolean;
    readonly responseId: string | null;
    readonly messageId: string | null;
  }[];
  readonly preference: {
    readonly verdict: 'PREFERRED' | 'TIE' | 'BOTH_BAD' | 'BOTH_GOOD';
    readonly preferredResponseId: string | null;
    readonly strength: number | null;
  } | null;
  readonly flags: StoredAnswers['flags'];
  readonly note: string;
}

/** The same answers in terms of the stored task. @throws AppError INVALID_INPUT for an id of elsewhere */
export function toStored(given: GivenAnswers, parts: Parts): StoredAnswers {
  const turnAt = new Map([...parts.turns].map(([position, id]) => [id, position]));
  return {
    scores: given.scores.map(({ responseId, messageId, ...score }, index) => {
      const response = responseId === null ? null : parts.responses.indexOf(responseId);
      const message = messageId === null ? null : (turnAt.get(messageId) ?? -1);
      if (response === -1)
        refuse('No response of this assignment has this id.', `scores.${index}.responseId`);
      if (message === -1)
        refuse('No judged message of this assignment has this id.', `scores.${index}.messageId`);
      return { ...score, response, message };
    }),
    preference: given.preference === null ? null : preferenceOf(given.preference, parts),
    flags: given.flags,
    note: given.note,
  };
}

/** And back, to be shown to the one who gave them. */
export function toGiven(stored: StoredAnswers, parts: Parts): GivenAnswers {
  const { preference } = stored;
  const preferred = preference?.direction === 'A' ? 0 : preference?.direction === 'B' ? 1 : null;
  return {
    scores: stored.scores.map(({ response, message, ...score }) => ({
      ...score,
      responseId: response === null ? null : (parts.responses[response] ?? null),
      messageId: message === null ? null : (parts.turns.get(message) ?? null),
    })),
    preference:
      preference === null
        ? null
        : {
            verdict: verdictOf(preference.direction),
            preferredResponseId: preferred === null ? null : (parts.responses[preferred] ?? null),
            strength: preference.strength,
          },
    flags: stored.flags,
    note: stored.note,
  };
}

const verdictOf = (direction: NonNullable<StoredAnswers['preference']>['direction']) =>
  direction === 'A' || direction === 'B' ? 'PREFERRED' : direction;

/** Towards A or B as stored, whatever the order shown. Unfinished in a draft: then null. */
function preferenceOf(
  { verdict, preferredResponseId, strength }: NonNullable<GivenAnswers['preference']>,
  parts: Parts,
): StoredAnswers['preference'] {
  if (strength !== null && !(Number.isInteger(strength) && strength >= 1 && strength <= 3)) {
    refuse(`A strength is 1, 2 or 3, not ${strength}.`, 'preference.strength');
  }
  if (verdict !== 'PREFERRED') {
    if (preferredResponseId !== null || strength !== null) {
      refuse(`${verdict} prefers no response and has no strength.`, 'preference');
    }
    return { direction: verdict, strength: null };
  }
  const position = preferredResponseId === null ? -1 : parts.responses.indexOf(preferredResponseId);
  if (position !== 0 && position !== 1) {
    refuse('Name the preferred response of this assignment.', 'preference.preferredResponseId');
  }
  return { direction: position === 0 ? 'A' : 'B', strength };
}

/** The answers in the shape that scoring takes. */
export const toScoring = (stored: StoredAnswers, parts: Parts): Answers => ({
  scores: stored.scores.map(({ dimensionKey, tier, notApplicable, response, message }) => ({
    dimensionKey,
    tier,
    notApplicable,
    target:
      response !== null
        ? (parts.responses[response] ?? null)
        : message !== null
          ? (parts.turns.get(message) ?? null)
          : null,
  })),
  flags: stored.flags.map(({ kind }) => kind),
});

const noteMax = 5_000;

/** What no answer may hold, finished or not. @throws AppError INVALID_INPUT */
export function checkAnswerForm({ flags, note, scores }: GivenAnswers): void {
  if (note.length > noteMax) refuse(`A note has at most ${noteMax} characters.`, 'note');
  if (scores.length > 1_000) refuse('At most 1,000 scores.', 'scores');
  const kinds = new Set(flags.map(({ kind }) => kind));
  if (kinds.size !== flags.length) refuse('Each flag is given once.', 'flags');
  flags.forEach((flag, index) => {
    if (flag.note.length > noteMax) {
      refuse(`A note has at most ${noteMax} characters.`, `flags.${index}.note`);
    }
  });
}

export function refuse(message: string, field: string): never {
  throw new AppError('INVALID_INPUT', message, { field: `answers.${field}` });
}
