import { Paper, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { Histogram } from '../../components/plots/histogram.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { factorName } from '../kpi/strings.ts';
import { strings as s } from './strings.ts';

const SimulationPlot_simulation = graphql(`
  fragment SimulationPlot_simulation on WeightSimulation {
    tickets
    meanAbsoluteChange
    movedTercile
    changes {
      low
      high
      count
    }
    groups {
      factor
      level
      n
      today
      proposed
    }
  }
`);

/** Who would have moved, and how far. */
export function SimulationPlot(props: {
  readonly simulation: FragmentType<typeof SimulationPlot_simulation>;
}) {
  const { tickets, meanAbsoluteChange, movedTercile, changes, groups } = readFragment(
    SimulationPlot_simulation,
    props.simulation,
  );
  const bins = changes.map(({ low, high, count }) => ({
    ...{ low: Number(low.toFixed(3)), high: Number(high.toFixed(3)), count, href: null },
  }));
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <PlotFigure
        title={s.simulation}
        sub={s.simulationSub(
          tickets,
          shown(meanAbsoluteChange, 'fine'),
          shown(movedTercile, 'percent'),
        )}
        definition={s.simulationDefinition}
        docs="weight-proposals"
        fileName="simulation"
        table={{
          head: ['From', 'To', 'Tickets'],
          rows: bins.map(({ low, high, count }) => [low, high, count]),
        }}
      >
        {(width) => <Histogram width={width} bins={bins} axis={s.change} unit="ticket" />}
      </PlotFigure>
      {groups.length > 0 && (
        <Paper withBorder p="md" component="section" aria-label={s.groups}>
          <Title order={2} fz={15}>
            {s.groups}
          </Title>
          <Text size="xs" c="dimmed" mb="xs">
            {s.groupsLead}
          </Text>
          <ScrollTable label={s.groups} minWidth={380}>
            <Table.Thead>
              <Table.Tr>
                {s.groupHead.map((head) => (
                  <Table.Th key={head}>{head}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map(({ factor, level, n, today, proposed }) => (
                <Table.Tr key={`${factor} ${level}`}>
                  <Table.Td>
                    {level}
                    <Text size="xs" c="dimmed">
                      {factorName(factor)}
                    </Text>
                  </Table.Td>
                  <Table.Td>{n.toLocaleString('en')}</Table.Td>
                  <Table.Td>{shown(today, 'fine')}</Table.Td>
                  <Table.Td>{shown(proposed, 'fine')}</Table.Td>
                  <Table.Td>{shown(proposed - today, 'fine')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        </Paper>
      )}
    </SimpleGrid>
  );
}
