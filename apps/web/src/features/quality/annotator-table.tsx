import { Anchor, Text } from '@mantine/core';
import type { AnnotatorTable_FiguresFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { AppLink } from '../../components/app-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EstimateText } from '../../components/estimate-text.tsx';
import { plural, type Show } from '../../components/figures.ts';
import { strings as s } from './strings.ts';

const AnnotatorTable_figures = graphql(`
  fragment AnnotatorTable_figures on AnnotatorFigures {
    annotator {
      id
      name
      identified
    }
    judgments
    composite {
      value
      n
      undefinedBecause
      interval {
        low
        high
        level
      }
    }
    agreementWithOthers {
      value
      n
      undefinedBecause
      interval {
        low
        high
        level
      }
    }
    notApplicable {
      value
      n
      undefinedBecause
      interval {
        low
        high
        level
      }
    }
    medianActiveSeconds
    skips
  }
`);

type Figures = AnnotatorTable_FiguresFragment;
type Estimate = Figures['composite'];

const estimateColumn = (
  key: string,
  label: string,
  of: (row: Figures) => Estimate,
  as: Show,
  unit: string,
): Column<Figures> => ({
  key,
  label,
  csv: (row) => of(row).value ?? null,
  cell: (row) => <EstimateText estimate={of(row)} as={as} counts={plural(of(row).n, unit)} />,
});

/** Each annotator's figures, in the order of their names: nobody is ranked. */
export function AnnotatorTable(props: {
  readonly figures: readonly FragmentType<typeof AnnotatorTable_figures>[];
  readonly hrefOf: (annotatorId: string) => string;
}) {
  const columns: readonly Column<Figures>[] = [
    {
      key: 'annotator',
      label: s.annotator,
      fixed: true,
      csv: ({ annotator }) => annotator.name,
      cell: ({ annotator }) => (
        <>
          {annotator.name}
          {!annotator.identified && (
            <Text size="xs" c="dimmed">
              {s.imported}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'judgments',
      label: s.judgments,
      numeric: true,
      csv: ({ judgments }) => judgments,
      cell: ({ annotator, judgments }) => (
        <Anchor renderRoot={(root) => <AppLink {...root} href={props.hrefOf(annotator.id)} />}>
          {judgments}
        </Anchor>
      ),
    },
    estimateColumn(
      'agreement',
      s.agreement,
      (row) => row.agreementWithOthers,
      'percent',
      'judgment',
    ),
    estimateColumn('composite', s.composite, (row) => row.composite, 'fraction', 'judgment'),
    estimateColumn(
      'notApplicable',
      s.notApplicable,
      (row) => row.notApplicable,
      'percent',
      'answer',
    ),
    {
      key: 'activeTime',
      label: s.activeTime,
      numeric: true,
      csv: ({ medianActiveSeconds }) => medianActiveSeconds ?? null,
      cell: ({ medianActiveSeconds }) =>
        medianActiveSeconds == null ? '—' : `${Math.round(medianActiveSeconds)} s`,
    },
    {
      key: 'skips',
      label: s.skips,
      numeric: true,
      csv: ({ skips }) => skips,
      cell: ({ skips }) => skips,
    },
  ];
  return (
    <DataTable
      name="annotators"
      label={s.annotators}
      columns={columns}
      rows={readFragment(AnnotatorTable_figures, props.figures)}
      keyOf={({ annotator }) => annotator.id}
      summary={s.annotatorsLead}
    />
  );
}
