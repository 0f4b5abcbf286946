import { SimpleGrid, Text } from '@mantine/core';
import type { OutcomeSummaries_OutcomeFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown, shownInterval } from '../../components/figures.ts';
import { ForestPlot } from '../../components/plots/forest-plot.tsx';
import { IntervalDots } from '../../components/plots/interval-dots.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { SpreadPlot } from './spread-plot.tsx';
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
    interval {
      low
      high
      level
    }
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
            : s.ratingsEach(scores[0].reliability.ratingsPerTicket.toFixed(1))
        }
        definition={s.reliabilityDefinition}
        docs="kpi#what-it-says-of-a-pair"
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
  const { kind, n, open, missing, histogram, mean, interval } = outcome;
  const as = kind === 'YES_NO' ? 'percent' : 'fraction';
  const parts = [
    strings.tickets(n),
    ...(open == null ? [] : [s.stillOpen(open)]),
    ...(missing === 0 ? [] : [s.missing(missing)]),
    ...(mean == null
      ? []
      : [s.mean(kind === 'YES_NO', shown(mean, as), shownInterval({ interval }, as))]),
  ];
  // a yes is 1: it lies in the last bin, unless all are no
  const last = histogram.at(-1);
  const yes = last !== undefined && last.high >= 1 ? last.count : 0;
  return (
    <SpreadPlot
      spread={{ ...outcome, bins: histogram, yes: kind === 'YES_NO' ? yes : null }}
      sub={parts.join(' · ')}
      definition={kind === 'TIME' ? s.timesDefinition : s.spreadDefinition}
    />
  );
}

function Answered({ outcome }: OutcomeProps) {
  const { responseByTercile: bins, tippingPoint, asked, mean } = outcome;
  const title = s.answered(outcome.label);
  return (
    <PlotFigure
      title={title}
      sub={s.asked(asked ?? 0)}
      definition={s.answeredDefinition}
      docs="kpi#what-it-says-of-a-pair"
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
            yText={(value) => shown(value, 'percent')}
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
              {mean != null && `${s.answeredMean(shown(mean, 'fraction'))} `}
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
