import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProgress, type ProjectProgress } from '../queries/progress.ts';

const ProjectProgressType = builder.objectRef<ProjectProgress>('ProjectProgress');
const DayCountType = builder.objectRef<ProjectProgress['submittedByDay'][number]>('DayCount');

builder.objectField(ProjectType, 'progress', (t) =>
  t.field({
    type: ProjectProgressType,
    resolve: ({ id }, _args, ctx) => present(ctx.load(loadProgress, id)),
  }),
);
ProjectProgressType.implement({
  description: 'How far a project is, counted from its rows.',
  fields: (t) => ({
    tasks: t.exposeInt('tasks'),
    tasksComplete: t.exposeInt('tasksComplete', { description: 'Every planned judgment is in.' }),
    tasksOnHold: t.exposeInt('tasksOnHold', {
      description: 'A red line waits for a second person.',
    }),
    tasksSkippedByAll: t.exposeInt('tasksSkippedByAll', {
      description: 'Nobody is left to judge them.',
    }),
    slotsPlanned: t.exposeInt('slotsPlanned'),
    slotsOpen: t.exposeInt('slotsOpen'),
    slotsLeased: t.exposeInt('slotsLeased'),
    slotsSubmitted: t.exposeInt('slotsSubmitted'),
    judgments: t.exposeInt('judgments', { description: 'Without earlier revisions.' }),
    annotators: t.exposeInt('annotators'),
    submittedByDay: t.field({
      type: [DayCountType],
      description: 'UTC days with at least one judgment.',
      resolve: ({ submittedByDay }) => [...submittedByDay],
    }),
  }),
});
DayCountType.implement({
  fields: (t) => ({
    day: t.exposeString('day', { description: 'YYYY-MM-DD' }),
    count: t.exposeInt('count'),
  }),
});
