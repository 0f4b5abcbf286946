import type { Conversation, FlagKind, Quality } from './content.ts';

/** What an import needs to make a task of it; the truth stays behind. */
export type DemoTask = Omit<Conversation, 'truth'>;

/** A task together with what is true of its responses, for the simulation only. */
export interface TaskWithTruth {
  readonly task: DemoTask;
  readonly quality: readonly Quality[];
  readonly flags: readonly (readonly FlagKind[])[];
}

/** One RATING task for each response: nw-001-a, nw-001-b. */
export function ratingTasks(conversations: readonly Conversation[]): TaskWithTruth[] {
  return conversations.flatMap(({ truth, ...conversation }) =>
    conversation.responses.flatMap((response, index) => {
      const quality = truth.quality[index];
      if (quality === undefined) return []; // content.ts has checked that there is one for each
      const externalId = `${conversation.externalId}-${index === 0 ? 'a' : 'b'}`;
      return {
        task: { ...conversation, externalId, kind: 'RATING' as const, responses: [response] },
        quality: [quality],
        flags: [truth.flags?.[index] ?? []],
      };
    }),
  );
}

/** One PAIRWISE task for each conversation with two responses. */
export function pairwiseTasks(conversations: readonly Conversation[]): TaskWithTruth[] {
  return conversations
    .filter(({ kind }) => kind === 'PAIRWISE')
    .map(({ truth, ...task }) => ({
      task,
      quality: truth.quality,
      flags: truth.flags ?? task.responses.map(() => []),
    }));
}
