import type { ContextProfile, Rubric } from './rubric.ts';

/**
 * The first profile, in the rubric's order, whose attribute has one of its values.
 *
 * @param attributes - of the task; numbers and booleans are compared as text, of a list any entry
 *   may match, anything else matches nothing
 * @returns `null` where no profile applies and the rubric's own weights hold
 */
export function applicableProfile(
  rubric: Pick<Rubric, 'profiles'>,
  attributes: Readonly<Record<string, unknown>>,
): ContextProfile | null {
  return (
    rubric.profiles.find(
      ({ attribute, equals }) =>
        Object.hasOwn(attributes, attribute) &&
        asTexts(attributes[attribute]).some((text) => equals.includes(text)),
    ) ?? null
  );
}

function asTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((entry) => !Array.isArray(entry)).flatMap(asTexts);
  if (typeof value === 'string') return [value];
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}
