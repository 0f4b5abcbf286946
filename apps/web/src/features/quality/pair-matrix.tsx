import { useQuery } from '@apollo/client/react';
import { Skeleton, Stack } from '@mantine/core';
import type { PairMatrixQuery as PairMatrixData } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { shown, shownInterval } from '../../components/figures.ts';
import { HeatMap } from '../../components/plots/heat-map.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { EmptyState } from '../../components/states.tsx';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import { PairFigures } from './pair-figures.tsx';
import { strings as s } from './strings.ts';

const PairMatrixQuery = graphql(`
  query PairMatrix($projectId: ID!, $dimensionKey: String) {
    project(id: $projectId) {
      id
      agreementMatrix(dimensionKey: $dimensionKey) {
        annotators {
          id
          name
        }
        cells {
          first {
            id
            name
          }
          second {
            id
            name
          }
          estimate {
            value
            interval {
              low
              high
              level
            }
            undefinedBecause
            units
          }
        }
      }
    }
  }
`);

type Cell = PairMatrixData['project']['agreementMatrix']['cells'][number];

/** Who agrees with whom on one subject. A cell leads to the figures of the two. */
export function PairMatrix(props: {
  readonly projectId: string;
  /** null for preferences. */
  readonly dimensionKey: string | null;
  readonly subject: string;
  /** Of the pair that is open, as `first~second`. */
  readonly pair: string | null;
  readonly hrefOfPair: (pair: string | null) => string;
  readonly judgments: string;
}) {
  const { projectId, dimensionKey, hrefOfPair } = props;
  const { data, previousData, error, refetch } = useQuery(PairMatrixQuery, {
    variables: { projectId, dimensionKey },
  });
  const matrix = (data ?? previousData)?.project.agreementMatrix;
  if (error !== undefined && matrix === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (matrix === undefined) return <Skeleton height={300} />;
  if (matrix.cells.length === 0) {
    return <EmptyState title={s.fewPairs}>{s.fewPairsLong}</EmptyState>;
  }
  const names = matrix.annotators.map(({ id, name }) => ({ key: id, name }));
  const empty = matrix.cells.filter(({ estimate }) => estimate.value == null);
  const reasons = [...new Set(empty.flatMap(({ estimate }) => estimate.undefinedBecause ?? []))];
  const open = matrix.cells.find(({ first, second }) => `${first.id}~${second.id}` === props.pair);
  return (
    <Stack gap="sm">
      <PlotFigure
        title={s.matrixTitle(props.subject)}
        sub={s.pairs(names.length, matrix.cells.length, empty.length, reasons)}
        definition={s.matrixDefinition}
        docs="statistics#agreement-of-raters"
        fileName={`pairs-${dimensionKey ?? 'preferences'}`}
        table={{
          head: s.pairHead,
          rows: matrix.cells.map(({ first, second, estimate }) => [
            first.name,
            second.name,
            ...[estimate.value, estimate.interval?.low, estimate.interval?.high].map((value) =>
              value == null ? null : shown(value, 'fraction'),
            ),
            estimate.units,
            estimate.undefinedBecause ?? '',
          ]),
        }}
      >
        {(width) => (
          <HeatMap
            width={width}
            label={s.matrixTitle(props.subject)}
            names={names}
            cells={matrix.cells.flatMap((cell) => bothWays(cell, hrefOfPair))}
          />
        )}
      </PlotFigure>
      {open !== undefined && (
        <PairFigures
          first={open.first}
          second={open.second}
          estimate={open.estimate}
          subject={props.subject}
          hrefOf={(annotatorId) =>
            `${props.judgments}?annotator=${annotatorId}${dimensionKey === null ? '' : `&dimension=${dimensionKey}`}`
          }
          closeHref={hrefOfPair(null)}
        />
      )}
    </Stack>
  );
}

/** The matrix is symmetric: each pair stands in two cells. */
function bothWays({ first, second, estimate }: Cell, hrefOfPair: (pair: string) => string) {
  const { value, undefinedBecause, units } = estimate;
  const says =
    value == null
      ? (undefinedBecause ?? '—')
      : `κ ${shown(value, 'fraction')}, ${shownInterval(estimate, 'fraction')}`;
  const cell = {
    value: value ?? null,
    text: value == null ? '—' : shown(value, 'fraction'),
    counts: `n ${units}`,
    label: `${s.pairOf(first.name, second.name)}: ${says}, ${s.shared(units)}`,
    tone: Math.max(0, Math.min(1, value ?? 0)),
    href: hrefOfPair(`${first.id}~${second.id}`),
  };
  return [
    { ...cell, row: first.id, column: second.id },
    { ...cell, row: second.id, column: first.id },
  ];
}
