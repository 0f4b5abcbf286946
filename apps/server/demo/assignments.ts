import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';
import type { DemoAnnotator } from './annotators.ts';
import { shuffled } from './random.ts';
import type { TaskWithTruth } from './tasks.ts';

/** Judgments a task needs. */
export const overlap = 3;
/** Tasks nobody has judged, so that a newcomer finds work with no history. */
const untouchedTasks = 8;
/** Tasks that lack one judgment. */
const unfinishedTasks = 24;
/** Judgments the simulation leaves to be made in each project. */
export const openSlots = untouchedTasks * overlap + unfinishedTasks;

/**
 * Who judges what: nobody twice the same task, and each by the share of work taken on.
 *
 * @returns for each annotator by name the tasks, in the order in which they are worked on
 */
export function assignTasks(
  random: SeededRandom,
  tasks: readonly TaskWithTruth[],
  annotators: readonly DemoAnnotator[],
): Map<string, TaskWithTruth[]> {
  if (annotators.length < overlap + 2) {
    throw new RangeError(`assignTasks requires at least ${overlap + 2} annotators`);
  }
  const work = new Map<string, TaskWithTruth[]>(annotators.map(({ name }) => [name, []]));
  const load = ({ name, traits }: DemoAnnotator) => (work.get(name)?.length ?? 0) / traits.workload;
  const judged = shuffled(random, tasks).slice(untouchedTasks);
  for (const [index, task] of judged.entries()) {
    const wanted = index < unfinishedTasks ? overlap - 1 : overlap;
    const idlest = shuffled(random, annotators).sort((a, b) => load(a) - load(b));
    // Two more than needed are drawn from, so that every two annotators meet on some tasks.
    const drawn = shuffled(random, idlest.slice(0, wanted + 2)).slice(0, wanted);
    for (const { name } of drawn) work.get(name)?.push(task);
  }
  for (const [name, mine] of work) work.set(name, shuffled(random, mine));
  return work;
}
