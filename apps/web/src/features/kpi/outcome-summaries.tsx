import { SimpleGrid, Text } from '@mantine/core';
import type { OutcomeSummaries_OutcomeFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural, shown } from '../../components/figures.ts';
import { ForestPlot } from '../../components/plots/forest-plot.tsx';
import { Histogram } from '../../components/plots/histogram.tsx';
import { IntervalDots } from '../../components/plots/interval-dots.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { strings } from './strings.ts';

const OutcomeSummaries_outcome = graphql(`
  fragment OutcomeSummaries_outcome on OutcomeSummary {
    key
    label
    kind
    unit
    n
    missing
    asked
    open
    mean
    histogram {
      low
      high
      count
    }
    responseByTercile {
      low
      high
      mean
      n
      interval {
        low
        high
        level
      }
    }
    tippingPoint {
      worst
      best
    }
  }
`);
const OutcomeSummaries_score = graphql(`
  fragment OutcomeSummaries_score on ScoreSummary {
    key
    label
    n
    reliability {
      value
      undefinedBecause
      ratingsPerTicket
      interval {
        low
        high
        level
      }
    }
  }
`);
const s = strings.explorer;

/** How outcomes are spread and who answered; how reliable the scores are. */
export function OutcomeSummaries(props: {
  readonly outcomes: readonly FragmentType<typeof OutcomeSummaries_outcome>[];
  readonly scores: readonly FragmentType<typeof OutcomeSummaries_score>[];
}) {
  const outcomes = readFragment(OutcomeSummaries_outcome, props.outcomes);
  const scores = readFragment(OutcomeSummaries_score, props.scores);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <PlotFigure
        title={s.reliability}
        sub={
          scores[0] === undefined
            ? ''
            : `${scores[0].reliability.ratingsPerTicket.toFixed(1)} ratings a ticket`
        }
        definition={s.reliabilityDefinition}
        fileName="reliability"
        table={{
          head: [s.score, 'Reliability', 'Low', 'High', 'Note'],
          rows: scores.map(({ label, reliability: { value, interval, undefinedBecause } }) => [
            label,
            ...[value, interval?.low, interval?.high].map((one) =>
              one == null ? null : shown(one, 'fraction'),
            ),
            undefinedBecause ?? '',
          ]),
        }}
      >
        {(width) => (
          <ForestPlot
            width={width}
            axis={s.reliability}
            domain={[0, 1]}
            rows={scores.map(({ key, label, n, reliability }) => ({
              ...{ key, label, estimate: reliability, counts: strings.tickets(n), href: null },
            }))}
          />
        )}
      </PlotFigure>
      {outcomes.map((outcome) => (
        <Spread key={outcome.key} outcome={outcome} />
      ))}
      {outcomes
        .filter(({ responseByTercile }) => responseByTercile.length > 0)
        .map((outcome) => (
          <Answered key={outcome.key} outcome={outcome} />
        ))}
    </SimpleGrid>
  );
}

interface OutcomeProps {
  readonly outcome: OutcomeSummaries_OutcomeFragment;
}

function Spread({ outcome }: OutcomeProps) {
  const bins = outcome.histogram.map(({ low, high, count }) => ({ low, high, count, href: null }));
  return (
    <PlotFigure
      title={s.distribution(outcome.label)}
      sub={[
        strings.tickets(outcome.n),
        outcome.open == null ? null : `${outcome.open} open`,
        s.missing(outcome.missing),
        outcome.unit,
      ]
        .filter((part) => part !== null)
        .join(' · ')}
      definition={outcome.unit}
      fileName={`spread-${outcome.key}`}
      table={{
        head: ['From', 'To', 'Tickets'],
        rows: bins.map(({ low, high, count }) => [low, high, count]),
      }}
    >
      {(width) => <Histogram width={width} bins={bins} axis={outcome.unit} unit="ticket" />}
    </PlotFigure>
  );
}

function Answered({ outcome }: OutcomeProps) {
  const { responseByTercile: bins, tippingPoint, asked } = outcome;
  const title = s.answered(outcome.label);
  return (
    <PlotFigure
      title={title}
      sub={`${plural(asked ?? 0, 'ticket')} asked`}
      definition={s.answeredDefinition}
      fileName={`answers-${outcome.key}`}
      table={{
        head: ['Composite from', 'to', 'Answered', 'Low', 'High', 'n'],
        rows: bins.map(({ low, high, mean, interval, n }) => [
          shown(low, 'fraction'),
          shown(high, 'fraction'),
          shown(mean, 'percent'),
          interval == null ? null : shown(interval.low, 'percent'),
          interval == null ? null : shown(interval.high, 'percent'),
          n,
        ]),
      }}
    >
      {(width) => (
        <>
          <IntervalDots
            width={width}
            label={title}
            xAxis="Composite"
            yAxis="Answered"
            yDomain={[0, 1]}
            dots={bins.map(({ low, high, mean, interval, n }) => ({
              x: (low + high) / 2,
              y: mean,
              low: interval?.low ?? null,
              high: interval?.high ?? null,
              label: `${shown(low, 'fraction')} to ${shown(high, 'fraction')}: ${shown(mean, 'percent')} of ${n}`,
            }))}
          />
          {tippingPoint != null && (
            <Text size="sm" c="dimmed">
              {s.tipping(
                shown(tippingPoint.worst, 'fraction'),
                shown(tippingPoint.best, 'fraction'),
              )}
            </Text>
          )}
        </>
      )}
    </PlotFigure>
  );
}
