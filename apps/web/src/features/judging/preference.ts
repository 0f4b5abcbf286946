import type { Preference } from './assignment.ts';

export type Side = 'LEFT' | 'RIGHT';

/** The responses in the order shown; their ids are enough. */
interface Shown {
  readonly responses: readonly { readonly id: string }[];
}

/** Steps of the scale as shown: -3 the left one much better … 0 tie … 3 the right one much better. */
export const scaleSteps = [-3, -2, -1, 0, 1, 2, 3] as const;

/**
 * The preference after an arrow key. The first press says "slightly better", or "clearly better"
 * with shift; pressing the same side again makes it one step stronger, up to 3.
 */
export function pressSide(
  assignment: Shown,
  current: Preference | null,
  side: Side,
  stronger: boolean,
): Preference | null {
  const response = assignment.responses[side === 'LEFT' ? 0 : 1];
  if (response === undefined) return current;
  const already =
    current?.verdict === 'PREFERRED' && current.preferredResponseId === response.id
      ? (current.strength ?? 0)
      : 0;
  const first = stronger ? 2 : 1;
  const strength = already === 0 ? first : Math.min(already + 1, 3);
  return { verdict: 'PREFERRED', preferredResponseId: response.id, strength };
}

/** The preference with another strength; unchanged where no side is preferred. */
export function withStrength(current: Preference | null, strength: number): Preference | null {
  return current?.verdict === 'PREFERRED' ? { ...current, strength } : current;
}

/** The preference a step of the scale stands for. */
export function preferenceAt(assignment: Shown, step: number): Preference | null {
  if (step === 0) return verdictOf('TIE');
  const response = assignment.responses[step < 0 ? 0 : 1];
  if (response === undefined) return null;
  return { verdict: 'PREFERRED', preferredResponseId: response.id, strength: Math.abs(step) };
}

/** The step a preference stands on, or null where it is none of the seven (both bad, both good, no strength). */
export function scaleStep(assignment: Shown, preference: Preference | null): number | null {
  if (preference?.verdict === 'TIE') return 0;
  if (preference?.verdict !== 'PREFERRED' || preference.strength === null) return null;
  return preferredSide(assignment, preference) === 'LEFT'
    ? -preference.strength
    : preference.strength;
}

export function preferredSide(assignment: Shown, preference: Preference | null): Side | null {
  if (preference?.verdict !== 'PREFERRED') return null;
  return assignment.responses[0]?.id === preference.preferredResponseId ? 'LEFT' : 'RIGHT';
}

export function verdictOf(verdict: 'TIE' | 'BOTH_BAD' | 'BOTH_GOOD'): Preference {
  return { verdict, preferredResponseId: null, strength: null };
}
