import { SimpleGrid, Table, Text, Title } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { Histogram } from '../../components/plots/histogram.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
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
          shown(meanAbsoluteChange, 'fraction'),
          shown(movedTercile, 'percent'),
        )}
        definition={s.simulationDefinition}
        fileName="simulation"
        table={{
          head: ['From', 'To', 'Tickets'],
          rows: bins.map(({ low, high, count }) => [low, high, count]),
        }}
      >
        {(width) => <Histogram width={width} bins={bins} axis={s.change} unit="ticket" />}
      </PlotFigure>
      {groups.length > 0 && (
        <section>
          <Title order={3} mb="xs">
            {s.groups}
          </Title>
          <Table.ScrollContainer minWidth={380}>
            <Table verticalSpacing={6}>
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
                        {factor}
                      </Text>
                    </Table.Td>
                    <Table.Td>{n.toLocaleString('en')}</Table.Td>
                    <Table.Td>{shown(today, 'fraction')}</Table.Td>
                    <Table.Td>{shown(proposed, 'fraction')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </section>
      )}
    </SimpleGrid>
  );
}
