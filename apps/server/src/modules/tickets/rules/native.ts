import { OutcomeJson } from './event.ts';
import type { ParsedOutcome } from './map-outcome.ts';

/** Reads a row in Assay's own form. */
export function parseNativeOutcome(value: unknown): ParsedOutcome {
  const parsed = OutcomeJson.safeParse(value);
  if (parsed.success) return { ok: true, event: parsed.data, columnOf: null };
  const [issue] = parsed.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? null : issue.path.join('.');
  const message = issue?.message ?? 'This is not in the form of an outcome.';
  return { ok: false, problem: { field, message } };
}

/** Whether a row looks like Assay's own form, so that it needs no mapping. */
export const isNativeOutcome = (value: unknown): boolean => OutcomeJson.safeParse(value).success;
