import type { Project } from '@assay/db/tables/projects';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { RubricVersionType } from '../../rubrics/graphql/types.ts';
import { loadVersions } from '../../rubrics/queries/rubrics.ts';
import * as queries from '../queries.ts';

export const ProjectType = builder.objectRef<Project>('Project');

ProjectType.implement({
  description: 'Tasks judged under one rubric, with their distribution and quality settings.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Project', id) }),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    instructions: t.exposeString('instructions', { description: 'For annotators.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    pausedAt: t.expose('pausedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when no task is given out.',
    }),
    rubricVersion: t.field({
      type: RubricVersionType,
      description: 'What is claimed from now on is judged under this version.',
      resolve: ({ rubricVersionId }, _args, ctx) =>
        present(ctx.load(loadVersions, rubricVersionId)),
    }),
    overlap: t.exposeInt('overlap', {
      description: 'Judgments planned for a task of the overlap share.',
    }),
    overlapShare: t.exposeFloat('overlapShare', {
      description:
        'Share of tasks, drawn at random, that get the overlap; the others get one judgment.',
    }),
    leaseMinutes: t.exposeInt('leaseMinutes'),
    allowBothGood: t.exposeBoolean('allowBothGood'),
    renderMarkdown: t.exposeBoolean('renderMarkdown'),
    targetAgreement: t.exposeFloat('targetAgreement'),
  }),
});
nodeBy('Project', (ctx, id) => queries.findProject(ctx, { id }));

const ProjectConnection = builder.connectionObject(
  { type: ProjectType, name: 'ProjectConnection' },
  { name: 'ProjectEdge' },
);
builder.queryFields((t) => ({
  projects: t.connection(
    { type: ProjectType, resolve: (_root, args, ctx) => queries.listProjects(ctx, args) },
    ProjectConnection,
  ),
  project: t.field({
    type: ProjectType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findProject(ctx, { id: idOf('Project', id) }),
  }),
}));
