import type { Conversation, WrittenNote } from './content.ts';
import type { PairwiseJudgment, RatingJudgment } from './judgments.ts';
import { trueDirection } from './prefer.ts';
import { pairwiseTasks, ratingTasks } from './tasks.ts';

/** Puts each written note beside the first judgment of its task that agrees with the truth. */
export function withNotes<T extends { readonly task: string; readonly note: string }>(
  judgments: readonly T[],
  notes: readonly WrittenNote[],
  agrees: (judgment: T) => boolean,
): T[] {
  const left = new Map(notes.map(({ task, text }) => [task, text]));
  return judgments.map((judgment) => {
    const text = left.get(judgment.task);
    if (text === undefined || !agrees(judgment)) return judgment;
    left.delete(judgment.task);
    return { ...judgment, note: text };
  });
}

/** Tells whether a rating gives each dimension its true tier. */
export function ratingAgrees(conversations: readonly Conversation[]) {
  const quality = new Map(ratingTasks(conversations).map((t) => [t.task.externalId, t.quality[0]]));
  return ({ task, scores }: RatingJudgment): boolean =>
    scores.every(({ dimension, tier }) => quality.get(task)?.[dimension] === tier);
}

/** Tells whether a comparison goes the way a perfect annotator's would. */
export function pairAgrees(conversations: readonly Conversation[]) {
  const truth = new Map(
    pairwiseTasks(conversations).map(({ task, quality: [first, second] }) => [
      task.externalId,
      first && second && trueDirection(first, second),
    ]),
  );
  return ({ task, preference }: PairwiseJudgment): boolean =>
    truth.get(task) === preference.direction;
}
