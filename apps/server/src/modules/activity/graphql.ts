import { z } from 'zod';
import { builder } from '../../graphql/builder.ts';
import { events } from '../../graphql/subscribe.ts';
import { globalId, idOf } from '../../ids.ts';
import type { Activity } from '../../listener.ts';
import { findProject } from '../projects/queries.ts';

const activityKinds = [
  'JUDGMENT_SUBMITTED',
  'JUDGMENT_REVISED',
  'ASSIGNMENT_SKIPPED',
  'TASKS_IMPORTED',
  'RELEASE_READY',
  'OUTCOMES_RECORDED',
  'OUTCOMES_COUNTED',
  'KPI_RUN_COMPLETED',
  'WEIGHT_PROPOSAL_READY',
  'CALIBRATION_CHANGED',
] as const;
const Kinds = z.array(z.enum(activityKinds));

const ActivityKindEnum = builder.enumType('ActivityKind', { values: activityKinds });
const ProjectActivityType = builder.objectRef<Activity>('ProjectActivity').implement({
  description: 'Something happened in a project: read again what you show of it.',
  fields: (t) => ({
    projectId: t.id({ resolve: ({ projectId }) => globalId('Project', projectId) }),
    kinds: t.field({ type: [ActivityKindEnum], resolve: ({ kinds }) => Kinds.parse(kinds) }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => new Date(at) }),
  }),
});

builder.subscriptionField('projectActivity', (t) =>
  t.field({
    type: ProjectActivityType,
    description: 'At most ten events a second; a burst of changes is one.',
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: async (_root, args, ctx) => {
      const id = idOf('Project', args.projectId);
      await findProject(ctx, { id });
      return events<Activity>(
        ctx,
        (hear) => ctx.services.listener.onActivity(hear),
        async ({ tenantId, projectId }) => {
          if (tenantId !== ctx.viewer.tenantId || projectId !== id) return false;
          await findProject(ctx, { id });
          return true;
        },
      );
    },
    resolve: (activity) => activity,
  }),
);
