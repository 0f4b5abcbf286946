import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { JobType } from '../../jobs/graphql.ts';
import { loadJobs } from '../../jobs/queries.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import { matchTickets, saveMatchSettings } from '../commands/save-settings.ts';
import { loadMatchSettings } from '../queries/settings.ts';
import { mayReadTickets } from '../queries/tickets.ts';
import type { MatchSettings } from '../rules/settings.ts';
import { MatchOnEnum } from './enums.ts';

const MatchSettingsType = builder.objectRef<MatchSettings>('MatchSettings').implement({
  description: 'How the tasks of a project find their tickets.',
  fields: (t) => ({
    matchOn: t.expose('matchOn', { type: MatchOnEnum }),
    matchAttribute: t.exposeString('matchAttribute', { nullable: true }),
    sources: t.exposeStringList('sources', { description: 'Empty for all.' }),
  }),
});
builder.objectField(ProjectType, 'matchSettings', (t) =>
  t.field({
    type: MatchSettingsType,
    resolve: async ({ id }, _args, ctx) => {
      await mayReadTickets(ctx, {});
      return present(ctx.load(loadMatchSettings, id));
    },
  }),
);

const SaveMatchSettingsInput = builder.inputType('SaveMatchSettingsInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    matchOn: t.field({ type: MatchOnEnum, required: true }),
    matchAttribute: t.string({ description: 'For ATTRIBUTE: the attribute of a task.' }),
    sources: t.stringList({ required: true, defaultValue: [], description: 'Empty for all.' }),
  }),
});
interface Matching {
  /** Of the job. */
  readonly id: string;
  readonly projectId: string;
}
const SaveMatchSettingsPayload = builder.objectRef<Matching>('SaveMatchSettingsPayload').implement({
  fields: (t) => ({
    project: t.field({
      type: ProjectType,
      resolve: ({ projectId }, _args, ctx) => present(ctx.load(loadProjects, projectId)),
    }),
    job: t.field({
      type: JobType,
      description: 'Matches the tickets anew.',
      resolve: ({ id }, _args, ctx) => present(ctx.load(loadJobs, id)),
    }),
  }),
});
const MatchTicketsInput = builder.inputType('MatchTicketsInput', {
  fields: (t) => ({ projectId: t.id({ required: true }) }),
});
const MatchTicketsPayload = builder.objectRef<{ id: string }>('MatchTicketsPayload').implement({
  fields: (t) => ({
    job: t.field({
      type: JobType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(loadJobs, id)),
    }),
  }),
});
builder.mutationFields((t) => ({
  saveMatchSettings: t.field({
    type: SaveMatchSettingsPayload,
    description:
      'Sets how the tasks of a project find their tickets, and matches them anew in a job. What a person said of a pair stays.',
    errors: {},
    args: { input: t.arg({ type: SaveMatchSettingsInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const projectId = idOf('Project', input.projectId);
      const matchAttribute = input.matchAttribute ?? null;
      const { id } = await saveMatchSettings(ctx, { ...input, projectId, matchAttribute });
      return { id, projectId };
    },
  }),
  matchTickets: t.field({
    type: MatchTicketsPayload,
    description:
      'Matches all tickets to the tasks of a project anew, in a job. It happens by itself whenever tickets or tasks come.',
    errors: {},
    args: { input: t.arg({ type: MatchTicketsInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      matchTickets(ctx, { projectId: idOf('Project', input.projectId) }),
  }),
}));
