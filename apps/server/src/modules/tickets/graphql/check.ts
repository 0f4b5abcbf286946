import { builder } from '../../../graphql/builder.ts';
import { ImportFormatEnum, ImportProblemType, UploadType } from '../../imports/graphql/types.ts';
import { checked, checkOutcomes, type OutcomeCheck } from '../queries/check.ts';
import { mappingOf, OutcomeMappingInput } from './mapping.ts';

const OutcomeCheckType = builder.objectRef<OutcomeCheck>('OutcomeCheck').implement({
  description: 'What an import of outcomes would say of the first rows of a file.',
  fields: (t) => ({
    refusal: t.string({
      nullable: true,
      description: 'Why no import can begin so.',
      resolve: ({ refusal }) => refusal?.message ?? null,
    }),
    refusedField: t.string({
      nullable: true,
      description: 'The part of the mapping that stands in the way.',
      resolve: ({ refusal }) => refusal?.field ?? null,
    }),
    rows: t.exposeInt('rows', {
      description: `Rows that were read: the first ${checked.rows} at most.`,
    }),
    rowsFailed: t.exposeInt('rowsFailed', {
      description: 'Of these, rows that would be left out.',
    }),
    problems: t.field({
      type: [ImportProblemType],
      description: `By line, the first ${checked.problems}.`,
      resolve: ({ problems }) => [...problems],
    }),
  }),
});
builder.objectField(UploadType, 'outcomeCheck', (t) =>
  t.field({
    type: OutcomeCheckType,
    description: 'The first rows of the file read as an import would read them. Records nothing.',
    args: {
      format: t.arg({ type: ImportFormatEnum, required: true }),
      mapping: t.arg({ type: OutcomeMappingInput, description: 'Needed for CSV.' }),
    },
    resolve: (upload, { format, mapping }, ctx) =>
      checkOutcomes(ctx, upload, {
        format,
        mapping: mapping == null ? null : mappingOf(mapping),
      }),
  }),
);
