import { globalId } from '../../../ids.ts';
import type { Label, Vote } from './label.ts';

export type ReleaseFormat = 'DPO' | 'DPO_CONVERSATIONAL';

interface Message {
  readonly role: 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';
  readonly content: string;
}
interface Response {
  readonly content: string;
  readonly model: string | null;
}
interface ReleasedTask {
  readonly id: string;
  readonly externalId: string | null;
  readonly messages: readonly Message[];
  /** A, then B. */
  readonly responses: readonly Response[];
  readonly votes: readonly Vote[];
  /** Names of the rubric versions the votes were made under. */
  readonly rubricVersions: readonly string[];
}

/** How the two formats write a conversation; told in every manifest. */
export const promptForms: Readonly<Record<ReleaseFormat, string>> = {
  DPO: 'The text of a single user message as it is; of several messages a transcript, each as "User: …", "Assistant: …", "System: …" or "Tool: …" with a blank line between. What was known beside the conversation is not in it.',
  DPO_CONVERSATIONAL:
    'A list of { role, content } in lower-case roles. What was known beside the conversation is not in it.',
};

/** One line of a release, without its newline: the same task and votes always give the same bytes. */
export function releaseLine(task: ReleasedTask, label: Label, format: ReleaseFormat): string {
  const [a, b] = task.responses;
  if (a === undefined || b === undefined) throw new Error('a comparison without two responses');
  const [chosen, rejected] = label.chosen === 'A' ? [a, b] : [b, a];
  const text =
    format === 'DPO'
      ? { prompt: plainPrompt(task.messages), chosen: chosen.content, rejected: rejected.content }
      : {
          prompt: task.messages.map(({ role, content }) => ({ role: role.toLowerCase(), content })),
          chosen: [{ role: 'assistant', content: chosen.content }],
          rejected: [{ role: 'assistant', content: rejected.content }],
        };
  return JSON.stringify({
    ...text,
    task_id: globalId('Task', task.id),
    external_id: task.externalId,
    judgment_ids: task.votes.map(({ judgmentId }) => globalId('Judgment', judgmentId)),
    rubric_version: task.rubricVersions.join(', '),
    votes: label.votes,
    agreement: label.agreement,
    strength_mean: label.strengthMean,
    chosen_model: chosen.model,
    rejected_model: rejected.model,
  });
}

function plainPrompt(messages: readonly Message[]): string {
  const [first] = messages;
  if (messages.length === 1 && first?.role === 'USER') return first.content;
  return messages
    .map(({ role, content }) => `${role.charAt(0)}${role.slice(1).toLowerCase()}: ${content}`)
    .join('\n\n');
}
