import type { KpiRun } from '@assay/db/tables/kpi';
import { globalId } from '../../../ids.ts';
import type { NewEvent } from '../../events/rules/event.ts';
import type { KpiResult } from './result.ts';

/** What others are told of a run that has ended. */
export function runCompleted(
  run: Omit<KpiRun, 'result'>,
  { tickets }: Pick<KpiResult, 'tickets'>,
): NewEvent<'kpi_run.completed'> {
  const { id, projectId, rerunOf, trigger, codeVersion, inputSha256 } = run;
  if (inputSha256 === null) throw new Error('a run has ended without its input table');
  const kpiRunId = globalId('KpiRun', id);
  return {
    ...{ type: 'kpi_run.completed', subjectId: id, projectId },
    data: {
      kpiRunId,
      rerunOf: rerunOf === null ? null : globalId('KpiRun', rerunOf),
      ...{ trigger, codeVersion, inputSha256, tickets },
    },
    path: `/outcomes/runs/${kpiRunId}`,
  };
}
