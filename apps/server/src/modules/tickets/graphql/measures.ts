import type { OutcomeMeasure } from '@assay/db/tables/tickets';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { globalId } from '../../../ids.ts';
import { declareOutcomeMeasure } from '../commands/declare-measure.ts';
import { findMeasure, listMeasures, loadMeasures, measuresMax } from '../queries/measures.ts';
import { MeasureKindEnum, OutcomeClockEnum } from './enums.ts';

export const OutcomeMeasureType = builder.objectRef<OutcomeMeasure>('OutcomeMeasure');
OutcomeMeasureType.implement({
  description: 'An outcome that the organisation declared beside the built-in ones. Never changes.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('OutcomeMeasure', id) }),
    key: t.exposeString('key', { description: 'How events and runs name it.' }),
    label: t.exposeString('label'),
    kind: t.expose('kind', { type: MeasureKindEnum }),
    scale: t.exposeString('scale', {
      description: 'The unit or scale, such as `seconds` or `1-5`.',
    }),
    clock: t.expose('clock', { type: OutcomeClockEnum }),
    lowest: t.exposeFloat('lowest', { nullable: true, description: 'Lower values are refused.' }),
    highest: t.exposeFloat('highest', {
      nullable: true,
      description: 'Higher values are refused.',
    }),
    higherIsBetter: t.exposeBoolean('higherIsBetter'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});
nodeBy('OutcomeMeasure', (ctx, id) => findMeasure(ctx, { id }));

builder.queryField('outcomeMeasures', (t) =>
  t.field({
    type: [OutcomeMeasureType],
    description: `By key, at most ${measuresMax}.`,
    resolve: (_root, _args, ctx) => listMeasures(ctx, {}),
  }),
);

const DeclareOutcomeMeasureInput = builder.inputType('DeclareOutcomeMeasureInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    key: t.string({
      required: true,
      description: 'Small letters, digits and underscores; not the name of a built-in outcome.',
    }),
    label: t.string({ required: true }),
    kind: t.field({ type: MeasureKindEnum, required: true }),
    scale: t.string({ description: 'The unit or scale of a NUMBER; yes/no unless given.' }),
    clock: t.field({ type: OutcomeClockEnum, required: true, defaultValue: 'NONE' }),
    lowest: t.float(),
    highest: t.float(),
    higherIsBetter: t.boolean({ required: true }),
  }),
});
const DeclareOutcomeMeasurePayload = builder
  .objectRef<{ id: string; replayed: boolean }>('DeclareOutcomeMeasurePayload')
  .implement({
    fields: (t) => ({
      outcomeMeasure: t.field({
        type: OutcomeMeasureType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadMeasures, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
builder.mutationField('declareOutcomeMeasure', (t) =>
  t.field({
    type: DeclareOutcomeMeasurePayload,
    description: 'Makes a measure known, so that events may carry its values. It is for good.',
    errors: {},
    args: { input: t.arg({ type: DeclareOutcomeMeasureInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      declareOutcomeMeasure(ctx, {
        ...input,
        scale: input.scale ?? null,
        lowest: input.lowest ?? null,
        highest: input.highest ?? null,
      }),
  }),
);
