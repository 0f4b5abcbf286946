import type { Project } from '@assay/db/tables/projects';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { loadAnnotators } from '../../annotators/queries.ts';
import { AnnotatorType } from '../../judgments/graphql/types.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { type DimensionContent, loadContents } from '../../rubrics/queries/content.ts';
import { pairRows, raterRows, unitRows } from '../queries/agreement-counts.ts';
import * as rules from '../rules/agreement.ts';
import { asked, counted, explained } from './asked.ts';
import { AgreementCoefficientEnum, AgreementEstimateType, AgreementMetricEnum } from './types.ts';

interface MatrixShape {
  readonly cells: readonly rules.PairFigure[];
}
const AgreementMatrixType = builder.objectRef<MatrixShape>('AgreementMatrix');
const AgreementCellType = builder.objectRef<rules.PairFigure>('AgreementCell');

/** The answers of a project; those to all of its rubric versions where they are pooled. */
async function rowsOf(ctx: Context, project: Project, pool: boolean): Promise<rules.AgreementRows> {
  const subject = { projectId: project.id, rubricVersionId: project.rubricVersionId, pool };
  const [rows, people] = await Promise.all([
    pool ? counted(ctx, unitRows, subject) : asked(ctx, project, 'units'),
    pool ? counted(ctx, raterRows, subject) : asked(ctx, project, 'raters'),
  ]);
  return { rows, annotators: new Map(people.map((row) => [row.key, row.annotators])) };
}

async function pairsOf(
  ctx: Context,
  { id: projectId, rubricVersionId }: Project,
  dimension: DimensionContent | null,
  pool: boolean,
): Promise<rules.PairFigure[]> {
  const subject = { projectId, rubricVersionId, pool, key: dimension?.key ?? null };
  return rules.pairFigures(await counted(ctx, pairRows, subject), dimension);
}

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
  project: Project,
  dimension: DimensionContent | null,
  pool: boolean,
): Promise<rules.AgreementFigure> {
  const pairs = await pairsOf(ctx, project, dimension, pool);
  const [pair] = pairs;
  if (pair !== undefined && pairs.length === 1) return pair.figure;
  const metric = rules.defaultMetric(dimension);
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
      const figure = rules.agreementFigure(
        rows,
        coefficient,
        metric ?? rules.defaultMetric(dimension),
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
          const metric = rules.defaultMetric(dimension);
          const figure = rules.agreementFigure(rows, 'KRIPPENDORFF_ALPHA', metric, dimension);
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
      const dimension = await dimensionBy(ctx, project, dimensionKey);
      return { cells: await pairsOf(ctx, project, dimension, false) };
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
