import { type SeededRandom, seededRandom } from '@assay/scoring/sampling/seeded-random';
import type { DemoAnnotator, Traits } from './annotators.ts';
import { assignTasks } from './assignments.ts';
import type { Conversation, WrittenNote } from './content.ts';
import type {
  Judgment,
  PairwiseJudgment,
  RatingJudgment,
  SimulatedJudgments,
} from './judgments.ts';
import { pairAgrees, ratingAgrees, withNotes } from './notes.ts';
import { prefer, type ShownOrder } from './prefer.ts';
import { chance, normal } from './random.ts';
import { rate } from './rate.ts';
import { submissionTimes } from './schedule.ts';
import { pairwiseTasks, ratingTasks, type TaskWithTruth } from './tasks.ts';

export interface SimulationInput {
  readonly conversations: readonly Conversation[];
  /** At least five, names distinct. */
  readonly annotators: readonly DemoAnnotator[];
  /** Written beside a judgment that agrees with the truth, each at most once. */
  readonly notes?: readonly WrittenNote[];
  readonly seed: number;
  /** Midnight UTC of the first day. */
  readonly start: Date;
  /** Length of the period; no judgment is later than `start` and this many days. */
  readonly days: number;
}

/**
 * Judgments of people who do not exist, for a tenant that is to be looked around in.
 *
 * The same input gives the same judgments. How each figure arises is told in the README beside this.
 *
 * @throws RangeError with fewer than five annotators, or a period without a working day
 */
export function simulateJudgments(input: SimulationInput): SimulatedJudgments {
  const { annotators, conversations, seed } = input;
  const random = seededRandom(seed);
  const byRating = assignTasks(random, ratingTasks(conversations), annotators);
  const byPair = assignTasks(random, pairwiseTasks(conversations), annotators);
  const ratings: RatingJudgment[] = [];
  const pairs: PairwiseJudgment[] = [];
  for (const annotator of annotators) {
    const mine = [...(byRating.get(annotator.name) ?? []), ...(byPair.get(annotator.name) ?? [])];
    for (const look of timed(random, input, annotator, mixed(mine))) {
      if (look.truth.task.kind === 'RATING') ratings.push(rated(random, annotator, look));
      else pairs.push(compared(random, annotator, look));
    }
  }
  const notes = input.notes ?? [];
  return {
    ratings: withNotes(inOrderOfTime(ratings), notes, ratingAgrees(conversations)),
    pairs: withNotes(inOrderOfTime(pairs), notes, pairAgrees(conversations)),
  };
}

/** One annotator before one task: when, for how long, and how far into the period. */
interface Look {
  readonly truth: TaskWithTruth;
  readonly seconds: number;
  readonly submittedAt: Date;
  readonly progress: number;
}

function timed(
  random: SeededRandom,
  { start, days }: SimulationInput,
  { traits }: DemoAnnotator,
  tasks: readonly TaskWithTruth[],
): Look[] {
  const seconds = tasks.map((task) => activeSeconds(random, traits, task));
  const firstDay = Math.floor(days * traits.joinsAfter);
  const times = submissionTimes(random, seconds, start, firstDay, days);
  return tasks.flatMap((truth, index) => {
    const [active, submittedAt] = [seconds[index], times[index]];
    if (active === undefined || submittedAt === undefined) return []; // all have the same length
    const progress = (submittedAt.getTime() - start.getTime()) / (days * 24 * 3600 * 1000);
    return { truth, seconds: active, submittedAt, progress };
  });
}

/** Reading at 4 words a second and some seconds to answer, varied by person and by chance. */
function activeSeconds(random: SeededRandom, { pace }: Traits, { task }: TaskWithTruth): number {
  const texts = [...task.contexts.map(({ text }) => text), ...task.messages.map((m) => m.content)];
  const words = [...texts, ...task.responses.map((r) => r.content)].join(' ').split(/\s+/).length;
  const typical = (20 + words / 4) * pace;
  return Math.round(typical * Math.exp(normal(random, 0.3)) * 10) / 10;
}

/** Ratings and comparisons by turns, in proportion, each kind in its own order. */
function mixed(tasks: readonly TaskWithTruth[]): TaskWithTruth[] {
  const kinds = Map.groupBy(tasks, ({ task }) => task.kind);
  return [...kinds.values()]
    .flatMap((group) => group.map((item, index) => ({ item, at: (index + 0.5) / group.length })))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function judgment({ name }: DemoAnnotator, { truth, seconds, submittedAt }: Look) {
  const at = submittedAt.toISOString();
  return {
    task: truth.task.externalId,
    annotator: name,
    note: '',
    submittedAt: at,
    activeSeconds: seconds,
  };
}

function rated(random: SeededRandom, annotator: DemoAnnotator, look: Look): RatingJudgment {
  const { traits } = annotator;
  const [quality] = look.truth.quality;
  if (quality === undefined) throw new Error('a rating task has one response');
  const edgeCase = look.truth.task.attributes.complexity === 'edge_case';
  const flags = (look.truth.flags[0] ?? []).filter(() => chance(random, traits.flagsSeen));
  return {
    ...judgment(annotator, look),
    scores: rate(random, traits, quality, { edgeCase, progress: look.progress }),
    flags: flags.map((kind) => ({ kind, note: '' })),
  };
}

function compared(random: SeededRandom, annotator: DemoAnnotator, look: Look): PairwiseJudgment {
  const { traits } = annotator;
  const [first, second] = look.truth.quality;
  if (first === undefined || second === undefined) throw new Error('a pair has two responses');
  const shownOrder: ShownOrder = chance(random, 0.5) ? [0, 1] : [1, 0];
  // Only what is true of the whole task: a red line speaks of one response, and belongs to its rating.
  const ambiguous =
    look.truth.flags.flat().includes('AMBIGUOUS_PROMPT') && chance(random, traits.flagsSeen);
  return {
    ...judgment(annotator, look),
    preference: prefer(random, traits, [first, second], shownOrder),
    shownOrder,
    flags: ambiguous ? [{ kind: 'AMBIGUOUS_PROMPT', note: '' }] : [],
  };
}

function inOrderOfTime<T extends Judgment>(judgments: readonly T[]): T[] {
  return judgments.toSorted((a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt));
}
