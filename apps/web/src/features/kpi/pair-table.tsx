import { Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PairTable_PairFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { EstimateText } from '../../components/estimate-text.tsx';
import { shown } from '../../components/figures.ts';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { InfluenceText } from './influence-text.tsx';
import { NoteList } from './note-list.tsx';
import { factorName, strings } from './strings.ts';

const PairTable_pair = graphql(`
  fragment PairTable_pair on KpiPair {
    primary {
      coefficient
      value
      undefinedBecause
      n
      p
      clusters
      interval {
        low
        high
        level
        method
      }
      
      bootstrap {
        low
        high
        level
        method
      }
    }
    q
    estimates {
      coefficient
      value
      undefinedBecause
      n
      p
      clusters
      interval {
        low
        high
        level
        method
      }
      
    }
    within {
      coefficient
      value
      undefinedBecause
      n
      p
      clusters
      interval {
        low
        high
        level
        method
      }
      
    }
    between {
      coefficient
      value
      undefinedBecause
      n
      p
      clusters
      interval {
        low
        high
        level
        method
      }
      
    }
    segments {
      factor
      level
      q
      estimate {
        coefficient
        value
        undefinedBecause
        n
        p
        interval {
          low
          high
          level
          method
        }
        
      }
    }
    influence {
      ticketId
      change
      decides
    }
    notes {
      ...NoteList_note
    }
  }
`);

const s = strings.explorer;
type Estimate = PairTable_PairFragment['estimates'][number];

/** Every statistic of a pair with its doubt, what is behind it, and each segment. */
export function PairTable(props: { readonly pair: FragmentType<typeof PairTable_pair> }) {
  const pair = readFragment(PairTable_pair, props.pair);
  const { primary, within, between, segments, influence } = pair;
  return (
    <Stack gap="md">
      <NoteList notes={pair.notes} />
      <Paper withBorder p="md" component="section" aria-label={s.all}>
        <Title order={3} mb="xs">
          {s.all}
        </Title>
        <ScrollTable label={s.all} minWidth={340}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{s.statistic}</Table.Th>
              <Table.Th>{s.value}</Table.Th>
              <Table.Th>{s.test}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Row name={null} estimate={primary} q={pair.q ?? null}>
              {primary.bootstrap != null &&
                s.bootstrap(
                  shown(primary.bootstrap.low, 'fraction'),
                  shown(primary.bootstrap.high, 'fraction'),
                )}
            </Row>
            {pair.estimates.map((estimate) => (
              <Row key={estimate.coefficient} name={null} estimate={estimate} q={null} />
            ))}
            {within != null && (
              <Row name={s.within(s.coefficient[within.coefficient])} estimate={within} q={null} />
            )}
            {between != null && (
              <Row name={s.between} note={s.betweenNote} estimate={between} q={null} />
            )}
          </Table.Tbody>
        </ScrollTable>
        {influence != null && <InfluenceText {...influence} />}
      </Paper>
      {segments.length > 0 && (
        <Paper withBorder p="md" component="section" aria-label={s.segments}>
          <Title order={3} mb="xs">
            {s.segments}
          </Title>
          <ScrollTable label={s.segments} minWidth={340}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{s.segment}</Table.Th>
                <Table.Th>{s.level}</Table.Th>
                <Table.Th>{s.value}</Table.Th>
                <Table.Th>{s.test}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {inOrder(segments).map(({ factor, level, estimate, q }) => (
                <Table.Tr key={`${factor} ${level}`}>
                  <Table.Td>{factorName(factor)}</Table.Td>
                  <Table.Td>{level}</Table.Td>
                  <Table.Td>
                    <EstimateText estimate={estimate} counts={strings.tickets(estimate.n)} />
                  </Table.Td>
                  <Table.Td>{q == null ? '—' : strings.q(q)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        </Paper>
      )}
    </Stack>
  );
}

type Segments = PairTable_PairFragment['segments'];

/** Each factor's levels together, months in their order. */
function inOrder(segments: Segments): Segments {
  const factors = [...new Set(segments.map(({ factor }) => factor))];
  return segments.toSorted(
    (a, b) =>
      factors.indexOf(a.factor) - factors.indexOf(b.factor) ||
      a.level.localeCompare(b.level, 'en', { numeric: true }),
  );
}

/** Why there is no p: most figures only describe. */
const noTestOf = ({ coefficient, clusters }: Estimate): string =>
  coefficient === 'LOG_RANK' && clusters != null ? s.noTestWithClusters : s.noTest;

function Row(props: {
  readonly name: string | null;
  /** Instead of how its interval is made. */
  readonly note?: string;
  readonly estimate: Estimate;
  readonly q: number | null;
  readonly children?: ReactNode;
}) {
  const { estimate, q } = props;
  return (
    <Table.Tr>
      <Table.Td>
        {props.name ?? s.coefficient[estimate.coefficient]}
        <Text size="xs" c="dimmed">
          {props.note ?? estimate.interval?.method}
        </Text>
      </Table.Td>
      <Table.Td>
        <EstimateText estimate={estimate} counts={strings.tickets(estimate.n)} />
        {props.children !== undefined && (
          <Text size="xs" c="dimmed">
            {props.children}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {estimate.p == null ? noTestOf(estimate) : strings.p(estimate.p)}
        {q !== null && (
          <Text size="xs" c="dimmed">
            {strings.q(q)}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
