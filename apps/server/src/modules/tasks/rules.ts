import { AppError } from '../../errors.ts';

export interface NewContext {
  readonly kind:
    | 'SYSTEM_PROMPT'
    | 'PASSAGE'
    | 'TOOL_CALL'
    | 'TOOL_RESULT'
    | 'CUSTOMER_FACT'
    | 'POLICY'
    | 'OTHER';
  readonly title: string;
  readonly text: string;
  readonly version: string | null;
  readonly date: string | null;
}
export interface NewMessage {
  readonly role: 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';
  readonly content: string;
  readonly language: string | null;
  readonly judged: boolean;
}
export interface NewResponse {
  readonly content: string;
  readonly language: string | null;
  readonly model: string | null;
  readonly source: string | null;
  readonly parameters: Record<string, unknown> | null;
}
/** A task to be made. Responses are in their stored order: A first. */
export interface NewTask {
  readonly kind: 'RATING' | 'PAIRWISE';
  readonly externalId: string | null;
  readonly source: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly contexts: readonly NewContext[];
  readonly messages: readonly NewMessage[];
  readonly responses: readonly NewResponse[];
}

const most = { messages: 500, contexts: 100, text: 200_000, attributes: 20_000 };

/** The kind that a task with so many responses has unless it says another. */
export const kindFor = (responses: number): NewTask['kind'] =>
  responses >= 2 ? 'PAIRWISE' : 'RATING';

/** The first thing wrong with a task, or null. */
export function taskProblem(task: NewTask): { field: string; message: string } | null {
  const { kind, messages, contexts, responses } = task;
  const fits = {
    RATING: responses.length <= 1,
    PAIRWISE: responses.length === 2,
    RANKING: responses.length >= 3,
  };
  if (!fits[kind]) {
    const wanted = { RATING: 'one or none', PAIRWISE: 'two', RANKING: 'three or more' }[kind];
    return {
      field: 'responses',
      message: `A ${kind} task has ${wanted}, not ${responses.length}.`,
    };
  }
  if (messages.length === 0) return { field: 'messages', message: 'A task needs a message.' };
  const sizes = [
    ['messages', messages.length, most.messages],
    ['contexts', contexts.length, most.contexts],
    ['attributes', JSON.stringify(task.attributes).length, most.attributes],
  ] as const;
  for (const [field, found, max] of sizes) {
    if (found > max) return { field, message: `${field}: at most ${max}, not ${found}.` };
  }
  const texts = [
    ...messages.map(({ content }, i) => [`messages.${i}.content`, content] as const),
    ...contexts.map(({ text }, i) => [`contexts.${i}.text`, text] as const),
    ...responses.map(({ content }, i) => [`responses.${i}.content`, content] as const),
  ];
  for (const [field, text] of texts) {
    if (text.length > most.text) {
      return { field, message: `At most ${most.text} characters, not ${text.length}.` };
    }
  }
  return null;
}

/** @throws AppError INVALID_INPUT naming the first problem of the first bad task */
export function checkTasks(tasks: readonly NewTask[]): void {
  tasks.forEach((task, index) => {
    const problem = taskProblem(task);
    if (problem !== null) {
      throw new AppError('INVALID_INPUT', problem.message, {
        field: `tasks.${index}.${problem.field}`,
      });
    }
  });
}

/** Whether a task belongs to the random overlap share: drawn from the chance in its id. */
export const isOverlapping = (taskId: string, share: number): boolean =>
  Number.parseInt(taskId.slice(-8), 16) / 2 ** 32 < share;
