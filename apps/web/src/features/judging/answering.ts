import { type Answers, missingAnswers, toggleFlag } from './answers.ts';
import type { Assignment, FlagKind } from './assignment.ts';
import { type Stop, stopsOf } from './cells.ts';
import { preferenceAt, pressSide, type Side, verdictOf, withStrength } from './preference.ts';

/** One task on the bench: what is asked, what is answered, where the keyboard stands. */
export interface Bench {
  readonly assignment: Assignment;
  readonly answers: Answers;
  /** index into `stopsOf(assignment)` */
  readonly focus: number;
  /** true after a submit that was refused for missing answers, until nothing is missing */
  readonly showMissing: boolean;
}

export type Answering =
  | { readonly type: 'tier-chosen'; readonly cellKey: string; readonly tier: number }
  | { readonly type: 'not-applicable-toggled'; readonly cellKey: string }
  | { readonly type: 'digit-pressed'; readonly digit: number }
  | { readonly type: 'not-applicable-pressed' }
  | { readonly type: 'nudged'; readonly by: 1 | -1 }
  | { readonly type: 'side-pressed'; readonly side: Side; readonly stronger: boolean }
  | { readonly type: 'step-chosen'; readonly step: number }
  | { readonly type: 'verdict-chosen'; readonly verdict: 'TIE' | 'BOTH_BAD' | 'BOTH_GOOD' }
  | { readonly type: 'flag-toggled'; readonly kind: FlagKind }
  | { readonly type: 'flag-noted'; readonly kind: FlagKind; readonly note: string }
  | { readonly type: 'note-changed'; readonly note: string }
  | { readonly type: 'focus-set'; readonly focus: number }
  | { readonly type: 'focus-moved'; readonly by: 1 | -1 }
  | { readonly type: 'submit-refused' };

export function openBench(assignment: Assignment, answers: Answers): Bench {
  const first = missingAnswers(assignment, answers)[0];
  const focus = first === undefined ? 0 : indexOfStop(assignment, first);
  return { assignment, answers, focus, showMissing: false };
}

/** The bench after one act; the same object where the act changes nothing. */
export function answer(bench: Bench, act: Answering): Bench {
  const next = applied(bench, act);
  if (!next.showMissing || act.type === 'submit-refused') return next;
  const missing = missingAnswers(next.assignment, next.answers).length > 0;
  return missing ? next : { ...next, showMissing: false };
}

function applied(bench: Bench, act: Answering): Bench {
  const { assignment, answers } = bench;
  switch (act.type) {
    case 'tier-chosen':
      return withTier(focusOn(bench, act.cellKey), act.cellKey, act.tier);
    case 'not-applicable-toggled':
      return withNotApplicable(focusOn(bench, act.cellKey), act.cellKey);
    case 'digit-pressed':
      return digitPressed(bench, act.digit);
    case 'not-applicable-pressed': {
      const stop = stopAt(bench);
      if (stop?.kind !== 'CELL' || !stop.cell.dimension.allowNotApplicable) return bench;
      const next = withNotApplicable(bench, stop.cell.key);
      return next.answers.cells[stop.cell.key] === undefined ? next : moved(next, 1);
    }
    case 'nudged':
      return nudged(bench, act.by);
    case 'side-pressed':
      return withPreference(
        bench,
        pressSide(assignment, answers.preference, act.side, act.stronger),
      );
    case 'step-chosen':
      return withPreference(bench, preferenceAt(assignment, act.step));
    case 'verdict-chosen':
      return act.verdict === 'BOTH_GOOD' && !assignment.allowBothGood
        ? bench
        : withPreference(bench, verdictOf(act.verdict));
    case 'flag-toggled':
      return withAnswers(bench, { flags: toggleFlag(answers.flags, act.kind) });
    case 'flag-noted':
      return withAnswers(bench, {
        flags: answers.flags.map((flag) =>
          flag.kind === act.kind ? { ...flag, note: act.note } : flag,
        ),
      });
    case 'note-changed':
      return withAnswers(bench, { note: act.note });
    case 'focus-set':
      return act.focus === bench.focus ? bench : { ...bench, focus: act.focus };
    case 'focus-moved':
      return moved(bench, act.by);
    case 'submit-refused': {
      const first = missingAnswers(assignment, answers)[0];
      if (first === undefined) return bench;
      return { ...bench, focus: indexOfStop(assignment, first), showMissing: true };
    }
  }
}

/** A digit sets the strength of a preference, or the tier of the dimension in focus and moves on. */
function digitPressed(bench: Bench, digit: number): Bench {
  const stop = stopAt(bench);
  if (stop === undefined) return bench;
  if (stop.kind === 'PREFERENCE') {
    const { preference } = bench.answers;
    return digit <= 3 ? withPreference(bench, withStrength(preference, digit)) : bench;
  }
  const tier = stop.cell.dimension.tiers[digit - 1];
  return tier === undefined ? bench : moved(withTier(bench, stop.cell.key, tier.index), 1);
}

/** One tier up or down in the dimension in focus, without moving on. */
function nudged(bench: Bench, by: 1 | -1): Bench {
  const stop = stopAt(bench);
  if (stop?.kind !== 'CELL') return bench;
  const { tiers } = stop.cell.dimension;
  const current = bench.answers.cells[stop.cell.key];
  const at =
    current === undefined || current === 'NOT_APPLICABLE'
      ? -1
      : tiers.findIndex(({ index }) => index === current.tier);
  const from = at === -1 && by === -1 ? tiers.length : at;
  const tier = tiers[Math.min(Math.max(from + by, 0), tiers.length - 1)];
  return tier === undefined ? bench : withTier(bench, stop.cell.key, tier.index);
}

function withTier(bench: Bench, cellKey: string, tier: number): Bench {
  return withAnswers(bench, { cells: { ...bench.answers.cells, [cellKey]: { tier } } });
}

function withNotApplicable(bench: Bench, cellKey: string): Bench {
  const { [cellKey]: current, ...others } = bench.answers.cells;
  const cells =
    current === 'NOT_APPLICABLE' ? others : { ...others, [cellKey]: 'NOT_APPLICABLE' as const };
  return withAnswers(bench, { cells });
}

function withPreference(bench: Bench, preference: Answers['preference']): Bench {
  return { ...withAnswers(bench, { preference }), focus: 0 };
}

function withAnswers(bench: Bench, change: Partial<Answers>): Bench {
  return { ...bench, answers: { ...bench.answers, ...change } };
}

function moved(bench: Bench, by: 1 | -1): Bench {
  const last = stopsOf(bench.assignment).length - 1;
  return { ...bench, focus: Math.min(Math.max(bench.focus + by, 0), Math.max(last, 0)) };
}

function focusOn(bench: Bench, cellKey: string): Bench {
  const focus = stopsOf(bench.assignment).findIndex(
    (stop) => stop.kind === 'CELL' && stop.cell.key === cellKey,
  );
  return focus === -1 ? bench : { ...bench, focus };
}

export function stopAt(bench: Bench): Stop | undefined {
  return stopsOf(bench.assignment)[bench.focus];
}

function indexOfStop(assignment: Assignment, stop: Stop): number {
  const found = stopsOf(assignment).findIndex((other) =>
    stop.kind === 'CELL'
      ? other.kind === 'CELL' && other.cell.key === stop.cell.key
      : other.kind === 'PREFERENCE',
  );
  return Math.max(found, 0);
}
