import type { Project } from '@assay/db/tables/projects';
import type { Context } from '../../../context.ts';
import { present } from '../../../graphql/payload.ts';
import { loadLeftOut } from '../../tasks/queries/left-out.ts';
import { type Asked, keptRows } from '../queries/kept.ts';

/** What the figures of a project are asked of. */
export async function asked(ctx: Context, { id, rubricVersionId }: Project): Promise<Asked> {
  const subject = { projectId: id, rubricVersionId };
  return { ...subject, kept: await ctx.once(`kept:${id}`, () => keptRows(ctx, subject)) };
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
