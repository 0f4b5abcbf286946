import { plural, shown } from '../../components/figures.ts';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { seriesColor, seriesDash } from '../../components/plots/series.ts';
import { SurvivalPlot } from '../../components/plots/survival-plot.tsx';
import { durationText } from './figure-text.ts';
import type { PairNames, PlotProps } from './plot-props.ts';
import { strings } from './strings.ts';

const s = strings.explorer;

/** How long tickets stay unresolved, by score. */
export function Survival({ plot, names }: PlotProps) {
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
export function Incidence({ plot, names }: PlotProps) {
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
          head: [names.score, s.time, s.incidenceY, 'Low', 'High'],
          rows: curves.flatMap(({ label, steps }) =>
            steps.map(({ time, incidence, low, high }) => [
              label,
              durationText(time),
              shown(incidence, 'percent'),
              low == null ? null : shown(low, 'percent'),
              high == null ? null : shown(high, 'percent'),
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
              steps: steps.map(({ time, incidence, low, high }) => ({
                ...{ time, survival: incidence, low: low ?? null, high: high ?? null },
              })),
            }))}
          />
        )}
      </PlotFigure>
    );
  });
}

const legendOf = (names: PairNames, curves: readonly { readonly label: string }[]) =>
  curves.map(({ label }, index) => ({
    label: `${names.score} ${label}`,
    color: seriesColor(index),
    dash: seriesDash(index),
  }));
