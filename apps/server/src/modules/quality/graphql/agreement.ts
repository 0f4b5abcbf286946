import type { Project } from '@assay/db/tables/projects';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { loadAnnotators } from '../../annotators/queries.ts';
import { AnnotatorType } from '../../judgments/graphql/types.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { type DimensionContent, loadContents } from '../../rubrics/queries/content.ts';
import * as queries from '../queries/agreement.ts';
import { asked, explained } from './asked.ts';
import { AgreementCoefficientEnum, AgreementEstimateType, AgreementMetricEnum } from './types.ts';

interface MatrixShape {
  readonly cells: readonly queries.PairFigure[];
}
const AgreementMatrixType = builder.objectRef<MatrixShape>('AgreementMatrix');
const AgreementCellType = builder.objectRef<queries.PairFigure>('AgreementCell');

const rowsOf = (ctx: Context, project: Project, pool: boolean) =>
  ctx.once(`agreement:${project.id}:${pool}`, async () =>
    queries.agreementRows(ctx, { ...(await asked(ctx, project)), pool }),
  );

const dimensionsOf = async (ctx: Context, { rubricVersionId }: Project) =>
  (await present(ctx.load(loadContents, rubricVersionId))).dimensions;

/** @throws AppError INVALID_INPUT for a key that the project's rubric version does not have */
async function dimensionBy(ctx: Context, project: Project, key: string | null | undefined) {
  if (key == null) return null;
  const found = (await dimensionsOf(ctx, project)).find((dimension) => dimension.key === key);
  if (found !== undefined) return found;
  throw new AppError('INVALID_INPUT', `The rubric of this project has no dimension ${key}.`, {
    field: 'dimensionKey',
  });
}

async function cohenOfTwo(
  ctx: Context,
  { id, rubricVersionId }: Project,
  dimension: DimensionContent | null,
  pool: boolean,
): Promise<queries.AgreementFigure> {
  const pairs = await queries.pairFigures(ctx, { projectId: id, rubricVersionId, pool, dimension });
  const [pair] = pairs;
  if (pair !== undefined && pairs.length === 1) return pair.figure;
  const metric = queries.defaultMetric(dimension);
  const annotators = new Set(pairs.flatMap(({ first, second }) => [first, second])).size;
  return {
    ...{ coefficient: 'COHEN_KAPPA', metric, dimension, value: null, interval: null, annotators },
    undefinedBecause: `Cohen's κ compares two annotators; ${annotators} answered the same things. See agreementMatrix.`,
    units: 0,
    pairable: 0,
  };
}

builder.objectFields(ProjectType, (t) => ({
  agreement: t.field({
    type: AgreementEstimateType,
    description:
      'One coefficient for one dimension, or for preferences where dimensionKey is absent. Planned slots, latest revisions and the current rubric version only, unless pool is true.',
    args: {
      coefficient: t.arg({
        type: AgreementCoefficientEnum,
        required: true,
        defaultValue: 'KRIPPENDORFF_ALPHA',
      }),
      metric: t.arg({
        type: AgreementMetricEnum,
        description: 'Default: ORDINAL for dimensions, NOMINAL for preferences.',
      }),
      dimensionKey: t.arg.string(),
      pool: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Judgments of all rubric versions.',
      }),
    },
    resolve: async (project, { coefficient, metric, dimensionKey, pool }, ctx) => {
      const dimension = await dimensionBy(ctx, project, dimensionKey);
      if (coefficient === 'COHEN_KAPPA') {
        return explained(ctx, project, await cohenOfTwo(ctx, project, dimension, pool));
      }
      if (dimension === null && metric != null && metric !== 'NOMINAL') {
        throw new AppError(
          'INVALID_INPUT',
          'Directions of preferences have no order: their metric is NOMINAL.',
          {
            field: 'metric',
          },
        );
      }
      const rows = await rowsOf(ctx, project, pool);
      const figure = queries.agreementFigure(
        rows,
        coefficient,
        metric ?? queries.defaultMetric(dimension),
        dimension,
      );
      return explained(ctx, project, figure);
    },
  }),
  agreements: t.field({
    type: [AgreementEstimateType],
    description:
      "Krippendorff's alpha of each dimension of the current rubric version, and of preferences where there are any.",
    resolve: async (project, _args, ctx) => {
      const [rows, dimensions] = await Promise.all([
        rowsOf(ctx, project, false),
        dimensionsOf(ctx, project),
      ]);
      const subjects: (DimensionContent | null)[] = [...dimensions];
      if (rows.annotators.has(null)) subjects.push(null);
      return Promise.all(
        subjects.map((dimension) => {
          const metric = queries.defaultMetric(dimension);
          const figure = queries.agreementFigure(rows, 'KRIPPENDORFF_ALPHA', metric, dimension);
          return explained(ctx, project, figure);
        }),
      );
    },
  }),
  agreementMatrix: t.field({
    type: AgreementMatrixType,
    description:
      "Cohen's κ of every two identified annotators, for a dimension (quadratic weights) or, without dimensionKey, for preferences (unweighted). Two who share fewer than 20 answers have none.",
    args: { dimensionKey: t.arg.string() },
    resolve: async (project, { dimensionKey }, ctx) => {
      const { id, rubricVersionId } = project;
      const dimension = await dimensionBy(ctx, project, dimensionKey);
      return {
        cells: await queries.pairFigures(ctx, {
          projectId: id,
          rubricVersionId,
          pool: false,
          dimension,
        }),
      };
    },
  }),
}));

AgreementMatrixType.implement({
  fields: (t) => ({
    annotators: t.field({
      type: [AnnotatorType],
      resolve: ({ cells }, _args, ctx) => {
        const ids = [...new Set(cells.flatMap(({ first, second }) => [first, second]))].sort();
        return Promise.all(ids.map((id) => present(ctx.load(loadAnnotators, id))));
      },
    }),
    cells: t.field({
      type: [AgreementCellType],
      description: 'One for each two who answered the same thing.',
      resolve: ({ cells }) => [...cells],
    }),
  }),
});
AgreementCellType.implement({
  fields: (t) => ({
    first: t.field({
      type: AnnotatorType,
      resolve: ({ first }, _args, ctx) => present(ctx.load(loadAnnotators, first)),
    }),
    second: t.field({
      type: AnnotatorType,
      resolve: ({ second }, _args, ctx) => present(ctx.load(loadAnnotators, second)),
    }),
    estimate: t.field({ type: AgreementEstimateType, resolve: ({ figure }) => figure }),
  }),
});
