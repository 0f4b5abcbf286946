import { area, curveStepAfter, line } from 'd3-shape';
import classes from './plot.module.css';
import { seriesColor, seriesDash } from './series.ts';
import { timeTicks } from './time-ticks.ts';
import { XyAxes } from './xy-axes.tsx';

export interface SurvivalSeries {
  readonly label: string;
  readonly steps: readonly Step[];
}
interface Step {
  readonly time: number;
  readonly survival: number;
  readonly low: number | null;
  readonly high: number | null;
}

const topOf = ({ survival, high }: Step): number => high ?? survival;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Shares that have not ended by a time, one stepped line a group, each with its band. */
export function SurvivalPlot(props: {
  readonly width: number;
  readonly label: string;
  readonly series: readonly SurvivalSeries[];
  readonly xAxis: string;
  readonly yAxis: string;
  /** Seconds as people read them. */
  readonly timeText: (seconds: number) => string;
  /** The share at the start: 1 of those who go on, 0 of those who have ended. */
  readonly from?: 0 | 1;
}) {
  const { from = 1 } = props;
  const last = lastChange(props.series);
  const highest = Math.max(...props.series.flatMap(({ steps }) => steps.map(topOf)));
  return (
    <XyAxes
      width={props.width}
      label={props.label}
      xDomain={[0, last]}
      yDomain={[0, from === 1 ? 1 : Math.min(1, Math.max(0.1, 1.1 * highest))]}
      xAxis={props.xAxis}
      yAxis={props.yAxis}
      xTicks={timeTicks(last)}
      xText={props.timeText}
      yText={percent}
    >
      {({ x, y }) =>
        props.series.map(({ label, steps }, index) => {
          const all: Step[] = [{ time: 0, survival: from, low: from, high: from }, ...steps];
          const known = all.filter(({ low, high }) => low !== null && high !== null);
          return (
            <g key={label}>
              <title>{label}</title>
              <path
                className={classes.area}
                style={{ fill: seriesColor(index), opacity: 0.15 }}
                d={
                  area<Step>(
                    ({ time }) => x(time),
                    ({ low }) => y(low ?? 0),
                    ({ high }) => y(high ?? 1),
                  ).curve(curveStepAfter)(known) ?? ''
                }
              />
              <path
                className={classes.line}
                style={{
                  stroke: seriesColor(index),
                  strokeDasharray: seriesDash(index),
                }}
                d={
                  line<Step>(
                    ({ time }) => x(time),
                    ({ survival }) => y(survival),
                  ).curve(curveStepAfter)(all) ?? ''
                }
              />
            </g>
          );
        })
      }
    </XyAxes>
  );
}

/** A little beyond the last time at which anything changes: behind it all lines are flat. */
function lastChange(series: readonly SurvivalSeries[]): number {
  const changes = series.flatMap(({ steps }) =>
    steps.flatMap(({ time, survival }, at) =>
      at > 0 && steps[at - 1]?.survival === survival ? [] : [time],
    ),
  );
  return 1.05 * Math.max(1, ...changes);
}
