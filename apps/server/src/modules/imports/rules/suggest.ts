import type { ImportTarget } from './mapping.ts';

export interface Suggestion {
  readonly source: string;
  readonly target: ImportTarget;
  readonly key: string | null;
}

/** What columns of common names are. The first that fits a column wins. */
const patterns: readonly (readonly [RegExp, ImportTarget])[] = [
  [/^(external_?id|item_?id|task_?id|question_?id|uid|id)$/, 'EXTERNAL_ID'],
  [/^(messages|conversation|dialogu?e|turns|input\.messages)$/, 'MESSAGES'],
  [/^(system|system_?(prompt|message))$/, 'SYSTEM_MESSAGE'],
  [/^(prompt|instruction|input|question|query|user|user_?message)$/, 'USER_MESSAGE'],
  [/^response_?(a|1)(\.(text|content))?$/, 'RESPONSE_A'],
  [/^(answer|completion)_?(a|1)$/, 'RESPONSE_A'],
  [/^(response|answer|completion|output|chosen)(\.(text|content))?$/, 'RESPONSE_A'],
  [/^response_?(b|2)(\.(text|content))?$/, 'RESPONSE_B'],
  [/^((answer|completion)_?(b|2)|rejected)$/, 'RESPONSE_B'],
  [/^(model_?(a|1)|response_?(a|1)\.model(_id|_name)?|model)$/, 'MODEL_A'],
  [/^(model_?(b|2)|response_?(b|2)\.model(_id|_name)?)$/, 'MODEL_B'],
  [/^(context|passages?|policy|reference)$/, 'CONTEXT'],
  [/^(source|dataset)$/, 'SOURCE'],
];
const single: readonly ImportTarget[] = [
  'EXTERNAL_ID',
  'MESSAGES',
  'RESPONSE_A',
  'RESPONSE_B',
  'MODEL_A',
  'MODEL_B',
  'SOURCE',
];

/** A mapping by the names of the columns: a start, for a person to look over. */
export function suggestMapping(
  columns: readonly string[],
  lists: ReadonlySet<string>,
): Suggestion[] {
  const used = new Set<ImportTarget>();
  const suggestions = columns.map((source): Suggestion => {
    const target = targetOf(source, lists.has(source), used);
    used.add(target);
    return { source, target, key: target === 'ATTRIBUTE' ? source : null };
  });
  // a model or a second response alone would be refused
  return suggestions.map((suggestion) => {
    const needs = {
      RESPONSE_B: 'RESPONSE_A',
      MODEL_A: 'RESPONSE_A',
      MODEL_B: 'RESPONSE_B',
    } as const;
    const { target, source } = suggestion;
    const needed =
      target === 'RESPONSE_B' || target === 'MODEL_A' || target === 'MODEL_B'
        ? needs[target]
        : null;
    return needed === null || used.has(needed)
      ? suggestion
      : { source, target: 'ATTRIBUTE', key: source };
  });
}

function targetOf(column: string, isList: boolean, used: ReadonlySet<ImportTarget>): ImportTarget {
  const name = column
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const found = patterns.find(
    ([pattern, target]) =>
      pattern.test(name) &&
      (target === 'MESSAGES') === (isList && target === 'MESSAGES') &&
      !(single.includes(target) && used.has(target)),
  );
  if (found !== undefined && (!isList || found[1] === 'MESSAGES')) return found[1];
  return isList ? 'IGNORE' : 'ATTRIBUTE';
}
