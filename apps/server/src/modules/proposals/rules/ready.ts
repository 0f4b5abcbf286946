import type { WeightProposal } from '@assay/db/tables/proposals';
import { globalId } from '../../../ids.ts';
import type { NewEvent } from '../../events/rules/event.ts';
import type { ProposalEvidence } from './evidence.ts';

/** What others are told of a proposal whose evidence is there. */
export function proposalReady(
  { id, projectId, runId }: WeightProposal,
  { verdict, tickets }: ProposalEvidence,
): NewEvent<'weight_proposal.ready'> {
  const weightProposalId = globalId('WeightProposal', id);
  return {
    ...{ type: 'weight_proposal.ready', subjectId: id, projectId },
    data: { weightProposalId, kpiRunId: globalId('KpiRun', runId), verdict, tickets },
    path: `/outcomes/proposals/${weightProposalId}`,
  };
}
