import { keptOutcomes } from '@assay/db/tables/figures';
import { and, inArray, sql } from 'drizzle-orm';
import { type Op, query } from '../../../operation.ts';
import { blindTasks } from '../../tasks/queries/state.ts';
import {
  type Coverage,
  loadCoverages,
  loadElsewhere,
  loadLateEvents,
  loadSatisfactions,
  type Satisfaction,
} from './coverage.ts';
import {
  type Distribution,
  loadDistributions,
  loadResolutionKinds,
  type ResolutionCount,
} from './distributions.ts';

/** All that is counted of the tickets of a project. It holds what JSON holds. */
export interface OutcomeFigures {
  readonly coverage: Coverage;
  readonly elsewhere: number;
  readonly lateEvents: number;
  readonly satisfaction: Satisfaction;
  readonly distributions: readonly Distribution[];
  readonly resolutionKinds: readonly ResolutionCount[];
}
export interface KeptOutcomes extends OutcomeFigures {
  readonly countedAt: Date;
}

/** Fewer matches than this are counted faster than figures of a minute ago would be worth. */
export const matchesToKeep = 20_000;

/**
 * What was counted of each large project. None for who may still judge a matched task of it: their figures
 * leave that out, and are counted anew.
 */
export async function loadKeptOutcomes(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, KeptOutcomes>> {
  const k = keptOutcomes;
  const blind = blindTasks(op, sql`${k.projectId}`);
  const found = await op.tx
    .select({ projectId: k.projectId, figures: k.figures, countedAt: k.countedAt })
    .from(k)
    .where(
      and(
        inArray(k.projectId, [...projectIds]),
        blind === null
          ? undefined
          : sql`not exists (select from ${blind} b join ticket_matches m on m.task_id = b.task_id)`,
      ),
    );
  return new Map(
    found.map(({ projectId, figures, countedAt }) => [
      projectId,
      // written by `keepOutcomes` alone, from this very type
      { ...(figures as OutcomeFigures), countedAt },
    ]),
  );
}

/** Counts a project, in the one view of this read; null where it is not worth keeping. */
export const countOutcomes = query(
  'figures:keep',
  async (op, { projectId }: { projectId: string }): Promise<OutcomeFigures | null> => {
    const [matches] = await op.tx.execute<{ n: number }>(
      sql`select count(*)::int as n from ticket_matches where project_id = ${projectId}`,
    );
    if (matches === undefined || matches.n < matchesToKeep) return null;
    const ids = [projectId];
    const coverage = (await loadCoverages(op, ids)).get(projectId);
    const elsewhere = (await loadElsewhere(op, ids)).get(projectId);
    const lateEvents = (await loadLateEvents(op, ids)).get(projectId);
    const satisfaction = (await loadSatisfactions(op, ids)).get(projectId);
    const distributions = (await loadDistributions(op, ids)).get(projectId);
    const resolutionKinds = (await loadResolutionKinds(op, ids)).get(projectId);
    if (coverage === undefined || satisfaction === undefined) return null;
    return {
      ...{ coverage, satisfaction, elsewhere: elsewhere ?? 0, lateEvents: lateEvents ?? 0 },
      ...{ distributions: distributions ?? [], resolutionKinds: resolutionKinds ?? [] },
    };
  },
);
