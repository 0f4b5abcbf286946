import { SimpleGrid } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { IntervalDots } from '../../components/plots/interval-dots.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { RocPlot } from '../../components/plots/roc-plot.tsx';
import { ScatterPlot } from '../../components/plots/scatter-plot.tsx';
import type { PlotProps } from './plot-props.ts';
import { strings } from './strings.ts';
import { Incidence, Survival } from './time-plots.tsx';

const PairPlots_pair = graphql(`
  fragment PairPlots_pair on KpiPair {
    score
    outcome
    primary {
      coefficient
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
          low
          high
        }
      }
    }
  }
`);

const s = strings.explorer;
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
    isShare: pair.primary.coefficient === 'AUC',
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
          placeText={({ x, y }, count) =>
            `${names.score} ${shown(x, 'fraction')}, ${names.outcome} ${shown(y, 'fraction')}: ${strings.tickets(count)}`
          }
        />
      )}
    </PlotFigure>
  );
}

function Bins({ plot, names }: PlotProps) {
  const title = (names.isShare ? s.shares : s.bins)(names.score, names.outcome);
  const text = (value: number) => shown(value, 'fraction');
  const mean = (value: number) => shown(value, names.isShare ? 'percent' : 'fraction');
  return (
    <PlotFigure
      title={title}
      sub={strings.tickets(names.n)}
      definition={s.binsDefinition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`bins-${names.file}`}
      table={{
        head: [`${names.score} from`, 'to', names.outcome, 'Low', 'High', 'n'],
        rows: plot.bins.map((bin) => [
          text(bin.low),
          text(bin.high),
          mean(bin.mean),
          bin.interval == null ? null : mean(bin.interval.low),
          bin.interval == null ? null : mean(bin.interval.high),
          bin.n,
        ]),
      }}
    >
      {(width) => (
        <IntervalDots
          width={width}
          label={title}
          xAxis={names.score}
          yAxis={names.outcome}
          {...(names.isShare && { yText: mean })}
          dots={plot.bins.map((bin) => ({
            x: (bin.low + bin.high) / 2,
            y: bin.mean,
            low: bin.interval?.low ?? null,
            high: bin.interval?.high ?? null,
            label: `${text(bin.low)} to ${text(bin.high)}: ${mean(bin.mean)}, ${strings.tickets(bin.n)}`,
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
