import { z } from 'zod';
import { chore } from '../../../jobs.ts';
import { keepOutcomes } from '../commands/keep-outcomes.ts';
import { countOutcomes } from '../queries/kept.ts';

/**
 * Counts the tickets of a large project while their events come, so that nobody who looks has to wait for it.
 * Run twice, or killed in between, it leaves the same.
 */
export const keepOutcomesChore = chore({
  name: 'outcomes.keep',
  action: 'figures:keep',
  input: z.object({ projectId: z.uuid() }),
  run: async (ctx, { projectId }) => {
    const begun = performance.now();
    const figures = await countOutcomes(ctx, { projectId });
    await ctx.endReads();
    const took = Math.ceil(performance.now() - begun);
    if (figures !== null) await keepOutcomes(ctx, { projectId, figures, took });
  },
});
