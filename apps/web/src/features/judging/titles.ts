import type { Answers, MissingAnswer } from './answers.ts';
import type { Assignment, ConversationMessage, RedLine } from './assignment.ts';
import { type Cell, cellTarget } from './cells.ts';
import { preferredSide, scaleStep } from './preference.ts';
import { strings } from './strings.ts';

const titleLength = 80;

/** Names a task for a person: the start of its last question, or of a conversation judged turn by turn. */
export function assignmentTitle(assignment: {
  readonly messages: readonly Pick<ConversationMessage, 'role' | 'content' | 'judged'>[];
}): string {
  const { messages } = assignment;
  const questions = messages.filter(({ role }) => role === 'USER');
  const whole = messages.some(({ judged }) => judged);
  const question = (whole ? questions[0] : questions.at(-1)) ?? messages[0];
  const text = (question?.content ?? '').replaceAll(/\s+/g, ' ').trim();
  return text.length > titleLength ? `${text.slice(0, titleLength - 1)}…` : text;
}

/** "Accuracy", "Accuracy, Response 2" or "Accuracy, Turn 3". */
export function cellTitle(assignment: Assignment, cell: Cell): string {
  const target = targetTitle(assignment, cell);
  return target === null ? cell.dimension.label : `${cell.dimension.label}, ${target}`;
}

export function targetTitle(assignment: Assignment, cell: Cell): string | null {
  const target = cellTarget(assignment, cell);
  if (target === null) return null;
  const name = target.kind === 'TURN' ? strings.response.turn : strings.response.name;
  return name(target.number);
}

const namedMax = 3;

/** What is missing, in words; the first three by name. */
export function missingTitle(assignment: Assignment, missing: readonly MissingAnswer[]): string {
  const names = missing
    .slice(0, namedMax)
    .map((entry) =>
      entry.kind === 'CELL' ? cellTitle(assignment, entry.cell) : strings.actions.missingPreference,
    );
  const more = missing.length - names.length;
  const list = more > 0 ? [...names, strings.actions.missingMore(more)] : names;
  return strings.actions.missing(list.join('; '));
}

/** The verdict of a pair in words, or null where none is chosen. */
export function preferenceTitle(
  assignment: Assignment,
  preference: Answers['preference'],
): string | null {
  if (preference === null) return null;
  if (preference.verdict !== 'PREFERRED') return strings.preference.verdict[preference.verdict];
  const step = scaleStep(assignment, preference);
  if (step !== null) return strings.preference.step(step);
  return strings.preference.better(preferredSide(assignment, preference) === 'LEFT' ? 1 : 2);
}

/** What a red line says it will do. */
export function redLineTitle(assignment: Assignment, line: RedLine): string {
  const label = (key: string | null) =>
    assignment.dimensions.find(({ dimension }) => dimension.key === key)?.dimension;
  const effect =
    line.effect === 'FAIL_ALL'
      ? strings.redLine.failAll
      : strings.redLine.failDimension(
          label(line.failDimensionKey)?.label ?? line.failDimensionKey ?? '',
        );
  if (line.flag !== null) return strings.redLine.flag(strings.flags[line.flag], effect);
  const tier = label(line.dimensionKey)?.tiers.find(({ index }) => index === line.atOrBelowTier);
  return strings.redLine.tier(tier?.label ?? String((line.atOrBelowTier ?? 0) + 1), effect);
}
