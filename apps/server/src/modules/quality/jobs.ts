import { z } from 'zod';
import { chore } from '../../jobs.ts';
import { keepFigures } from './commands.ts';
import { countProject } from './queries/kept.ts';

/**
 * Counts a project after a burst of judgments and keeps the rows, so that its overview need not go
 * through all of them. Run twice, or killed in between, it leaves the same.
 */
export const keepFiguresChore = chore({
  name: 'figures.keep',
  action: 'figures:keep',
  input: z.object({ projectId: z.uuid() }),
  run: async (ctx, { projectId }) => {
    const counted = await countProject(ctx, { projectId });
    await ctx.endReads();
    if (counted !== null) await keepFigures(ctx, counted);
  },
});
