import type { ApolloClient } from '@apollo/client';
import { answersInput } from './answers.ts';
import { ReviseJudgment, SkipAssignment, SubmitJudgment } from './documents.ts';
import type { OutboxEntry } from './outbox.ts';
import type { SendResult } from './outbox-runner.ts';
import { resultOfCode, resultOfError } from './send-result.ts';

/** Sends outbox entries for one organisation, whichever page is open meanwhile. */
export function entrySender(client: ApolloClient, tenant: string) {
  const options = {
    fetchPolicy: 'no-cache',
    context: { tenant },
  } as const;

  async function answerOf(entry: OutboxEntry) {
    const { key: idempotencyKey, assignmentId, action } = entry;
    switch (action.type) {
      case 'SUBMIT': {
        const { activeSeconds } = action;
        const answers = answersInput(action.answers);
        const input = { idempotencyKey, assignmentId, answers, activeSeconds };
        const { data } = await client.mutate({
          ...options,
          mutation: SubmitJudgment,
          variables: { input },
        });
        return data?.submitJudgment;
      }
      case 'REVISE': {
        const { activeSeconds, judgment } = action;
        const answers = answersInput(action.answers);
        if (judgment.id === null) throw new Error('a revision is sent after its judgment');
        const input = { idempotencyKey, judgmentId: judgment.id, answers, activeSeconds };
        const { data } = await client.mutate({
          ...options,
          mutation: ReviseJudgment,
          variables: { input },
        });
        return data?.reviseJudgment;
      }
      case 'SKIP': {
        const { reason, note } = action;
        const { data } = await client.mutate({
          ...options,
          mutation: SkipAssignment,
          variables: { input: { idempotencyKey, assignmentId, reason, note } },
        });
        return data?.skipAssignment;
      }
    }
  }

  return async (entry: OutboxEntry): Promise<SendResult> => {
    try {
      const answer = await answerOf(entry);
      if (answer === undefined) return { type: 'DEFERRED', trouble: 'SERVER' };
      if (answer.__typename === 'AppError') return resultOfCode(answer.code, answer.message);
      const judgmentId = 'judgment' in answer ? answer.judgment.id : null;
      return { type: 'ACKNOWLEDGED', judgmentId };
    } catch (error) {
      return resultOfError(error);
    }
  };
}
