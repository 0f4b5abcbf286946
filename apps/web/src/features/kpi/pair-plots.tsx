import { SimpleGrid } from '@mantine/core';
import type { PairPlots_PairFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural, shown } from '../../components/figures.ts';
import { IntervalDots } from '../../components/plots/interval-dots.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { RocPlot } from '../../components/plots/roc-plot.tsx';
import { ScatterPlot } from '../../components/plots/scatter-plot.tsx';
import { seriesColor, seriesDash } from '../../components/plots/series.ts';
import { SurvivalPlot } from '../../components/plots/survival-plot.tsx';
import { durationText } from './figure-text.ts';
import { strings } from './strings.ts';

const PairPlots_pair = graphql(`
  fragment PairPlots_pair on KpiPair {
    score
    outcome
    primary {
      n
    }
    plot {
      scatter {
        x
        y
      }
      line {
        intercept
        slope
      }
      band {
        x
        low
        high
      }
      bins {
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
      roc {
        x
        y
      }
      survival {
        label
        n
        events
        steps {
          time
          survival
          low
          high
          atRisk
        }
      }
      incidence {
        label
        ending
        steps {
          time
          incidence
        }
      }
    }
  }
`);

const s = strings.explorer;
type Plot = PairPlots_PairFragment['plot'];
interface Names {
  readonly score: string;
  readonly outcome: string;
  readonly file: string;
  readonly n: number;
}

/** What a pair looks like; only the plots that fit its kind of outcome. */
export function PairPlots(props: {
  readonly pair: FragmentType<typeof PairPlots_pair>;
  readonly score: string;
  readonly outcome: string;
}) {
  const pair = readFragment(PairPlots_pair, props.pair);
  const { plot } = pair;
  const names = {
    ...{ score: props.score, outcome: props.outcome },
    ...{ file: `${pair.score}-${pair.outcome}`, n: pair.primary.n },
  };
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      {plot.scatter.length > 0 && <Scatter plot={plot} names={names} />}
      {plot.bins.length > 0 && <Bins plot={plot} names={names} />}
      {plot.roc.length > 0 && <Roc plot={plot} names={names} />}
      {plot.survival.length > 0 && <Survival plot={plot} names={names} />}
      {plot.incidence.length > 0 && <Incidence plot={plot} names={names} />}
    </SimpleGrid>
  );
}

interface PlotProps {
  readonly plot: Plot;
  readonly names: Names;
}

function Scatter({ plot, names }: PlotProps) {
  const { scatter, line, band } = plot;
  const title = s.scatter(names.score, names.outcome);
  return (
    <PlotFigure
      title={title}
      sub={`${scatter.length} of ${strings.tickets(names.n)}`}
      definition={s.scatterDefinition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`scatter-${names.file}`}
      table={{
        head: [names.score, names.outcome],
        rows: scatter.map(({ x, y }) => [x, y]),
      }}
    >
      {(width) => (
        <ScatterPlot
          width={width}
          label={title}
          points={scatter}
          line={line ?? null}
          band={band}
          xAxis={names.score}
          yAxis={names.outcome}
        />
      )}
    </PlotFigure>
  );
}

function Bins({ plot, names }: PlotProps) {
  const title = s.bins(names.outcome);
  const text = (value: number) => shown(value, 'fraction');
  return (
    <PlotFigure
      title={title}
      sub={strings.tickets(names.n)}
      definition={s.binsDefinition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`bins-${names.file}`}
      table={{
        head: [`${names.score} from`, 'to', names.outcome, 'Low', 'High', 'n'],
        rows: plot.bins.map(({ low, high, mean, interval, n }) => [
          text(low),
          text(high),
          text(mean),
          interval == null ? null : text(interval.low),
          interval == null ? null : text(interval.high),
          n,
        ]),
      }}
    >
      {(width) => (
        <IntervalDots
          width={width}
          label={title}
          xAxis={names.score}
          yAxis={names.outcome}
          dots={plot.bins.map(({ low, high, mean, interval, n }) => ({
            x: (low + high) / 2,
            y: mean,
            low: interval?.low ?? null,
            high: interval?.high ?? null,
            label: `${text(low)} to ${text(high)}: ${text(mean)}, ${strings.tickets(n)}`,
          }))}
        />
      )}
    </PlotFigure>
  );
}

function Roc({ plot, names }: PlotProps) {
  const title = s.roc(names.outcome);
  return (
    <PlotFigure
      title={title}
      sub={strings.tickets(names.n)}
      definition={s.rocDefinition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`roc-${names.file}`}
      table={{ head: [s.rocX, s.rocY], rows: plot.roc.map(({ x, y }) => [x, y]) }}
    >
      {(width) => (
        <RocPlot width={width} label={title} points={plot.roc} xAxis={s.rocX} yAxis={s.rocY} />
      )}
    </PlotFigure>
  );
}

function Survival({ plot, names }: PlotProps) {
  const curves = plot.survival;
  return (
    <PlotFigure
      title={s.survival}
      sub={curves
        .map(({ label, n, events }) => `${label}: ${plural(n, 'ticket')}, ${events} resolved`)
        .join(' · ')}
      definition={s.survivalDefinition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`survival-${names.file}`}
      legend={legendOf(names, curves)}
      table={{
        head: [names.score, s.time, s.survivalY, 'Low', 'High', 'At risk'],
        rows: curves.flatMap(({ label, steps }) =>
          steps.map(({ time, survival, low, high, atRisk }) => [
            label,
            durationText(time),
            shown(survival, 'percent'),
            low == null ? null : shown(low, 'percent'),
            high == null ? null : shown(high, 'percent'),
            atRisk,
          ]),
        ),
      }}
    >
      {(width) => (
        <SurvivalPlot
          width={width}
          label={s.survival}
          xAxis={s.time}
          yAxis={s.survivalY}
          timeText={durationText}
          series={curves.map(({ label, steps }) => ({
            label,
            steps: steps.map(({ time, survival, low, high }) => ({
              ...{ time, survival, low: low ?? null, high: high ?? null },
            })),
          }))}
        />
      )}
    </PlotFigure>
  );
}

/** One plot for each way to end, with the same lines by score in each. */
function Incidence({ plot, names }: PlotProps) {
  return [...Map.groupBy(plot.incidence, ({ ending }) => ending)].map(([ending, curves]) => {
    const title = s.incidence(ending);
    return (
      <PlotFigure
        key={ending}
        title={title}
        sub={strings.tickets(names.n)}
        definition={s.incidenceDefinition}
        docs="kpi#what-it-says-of-a-pair"
        fileName={`incidence-${names.file}-${ending.toLowerCase()}`}
        legend={legendOf(names, curves)}
        table={{
          head: [names.score, s.time, s.incidenceY],
          rows: curves.flatMap(({ label, steps }) =>
            steps.map(({ time, incidence }) => [
              label,
              durationText(time),
              shown(incidence, 'percent'),
            ]),
          ),
        }}
      >
        {(width) => (
          <SurvivalPlot
            width={width}
            label={title}
            xAxis={s.time}
            yAxis={s.incidenceY}
            timeText={durationText}
            from={0}
            series={curves.map(({ label, steps }) => ({
              label,
              steps: steps.map(({ time, incidence }) => ({
                ...{ time, survival: incidence, low: null, high: null },
              })),
            }))}
          />
        )}
      </PlotFigure>
    );
  });
}

const legendOf = (names: Names, curves: readonly { readonly label: string }[]) =>
  curves.map(({ label }, index) => ({
    label: `${names.score} ${label}`,
    color: seriesColor(index),
    dash: seriesDash(index),
  }));
