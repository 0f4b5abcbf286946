import type { Project } from '@assay/db/tables/projects';
import type { Batch, Context } from '../../../context.ts';
import { present } from '../../../graphql/payload.ts';
import { loadLeftOut } from '../../tasks/queries/left-out.ts';
import { type Count, keyOf, type Subject } from '../queries/counted.ts';
import { counts, type Kept, loadKept, mayReadFigures } from '../queries/kept.ts';

/**
 * What is counted of a project: the rows that are kept, or else counted now, together with those of the
 * other projects of the document.
 */
export async function asked<Name extends keyof Kept>(
  ctx: Context,
  { id, rubricVersionId }: Project,
  name: Name,
): Promise<Kept[Name]> {
  await mayReadFigures(ctx, {});
  const kept = await ctx.load(loadKept, id);
  if (kept !== null) return kept[name];
  // the batch of a name gives the rows of that name
  const batch = counts[name].batch as Batch<Kept[Name]>;
  return present(ctx.load(batch, keyOf({ projectId: id, rubricVersionId, pool: false })));
}

/** What is counted anew each time. */
export async function counted<S extends Subject, Row>(
  ctx: Context,
  { batch }: Count<S, Row>,
  subject: S,
): Promise<readonly Row[]> {
  await mayReadFigures(ctx, {});
  return present(ctx.load(batch, keyOf(subject)));
}

/** How many judged tasks the viewer may still judge, so that figures leave them out. */
export const leftOut = (ctx: Context, projectId: string): Promise<number> =>
  present(ctx.load(loadLeftOut, projectId));

interface MayBeUndefined {
  readonly value: number | null;
  readonly undefinedBecause: string | null;
}

/** A figure that, where it has no value, also says how much was left out of it. */
export async function explained<T extends MayBeUndefined>(
  ctx: Context,
  { id }: Project,
  figure: T,
): Promise<T> {
  if (figure.value !== null) return figure;
  const tasks = await leftOut(ctx, id);
  if (tasks === 0) return figure;
  const left = `${tasks} judged ${tasks === 1 ? 'task is' : 'tasks are'} left out, because you may still judge ${tasks === 1 ? 'it' : 'them'}.`;
  return { ...figure, undefinedBecause: `${figure.undefinedBecause} ${left}` };
}
