import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { plural } from '../figures.ts';
import { Mark } from './mark.tsx';
import classes from './plot.module.css';
import { PlotSvg } from './plot-svg.tsx';

export interface Day {
  /** ISO date. */
  readonly day: string;
  readonly count: number;
  readonly href: string | null;
}

const height = 170;
const edge = { top: 14, right: 14, bottom: 24, left: 30 };
const format = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A count for each day, as a line; each day leads to its own. */
export function DayLine(props: {
  readonly width: number;
  readonly label: string;
  readonly days: readonly Day[];
  readonly unit: string;
}) {
  const { width, days } = props;
  const points = days.map((day) => ({ ...day, at: new Date(`${day.day}T00:00:00Z`) }));
  const [first, last] = [points[0]?.at, points.at(-1)?.at];
  if (first === undefined || last === undefined) return null;
  const x = scaleUtc([first, last], [edge.left, width - edge.right]);
  const most = Math.max(1, ...days.map(({ count }) => count));
  const y = scaleLinear([0, most], [height - edge.bottom, edge.top]).nice(4);
  type Point = (typeof points)[number];
  const path = line<Point>(
    ({ at }) => x(at),
    ({ count }) => y(count),
  );
  const under = area<Point>(
    ({ at }) => x(at),
    y(0),
    ({ count }) => y(count),
  );
  const step = points.length < 2 ? 20 : (width - edge.left - edge.right) / (points.length - 1);
  return (
    <PlotSvg width={width} height={height} label={props.label}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line
            className={classes.grid}
            x1={edge.left}
            x2={width - edge.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className={classes.axis} x={edge.left - 6} y={y(tick) + 4} textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {x.ticks(width < 420 ? 3 : 6).map((tick) => (
        <text
          key={tick.getTime()}
          className={classes.axis}
          x={x(tick)}
          y={height - 6}
          textAnchor="middle"
        >
          {format.format(tick)}
        </text>
      ))}
      <path className={classes.area} d={under(points) ?? ''} />
      <path className={classes.line} d={path(points) ?? ''} />
      {points.map(({ day, at, count, href }) => (
        <Mark
          key={day}
          href={count === 0 ? null : href}
          label={`${format.format(at)}: ${plural(count, props.unit)}`}
        >
          <rect
            className={classes.hit}
            x={x(at) - step / 2}
            y={edge.top}
            width={step}
            height={height - edge.top - edge.bottom}
          />
          {count > 0 && <circle className={classes.dot} cx={x(at)} cy={y(count)} r={3.5} />}
        </Mark>
      ))}
    </PlotSvg>
  );
}
