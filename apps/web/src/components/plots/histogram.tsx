import { scaleLinear } from 'd3-scale';
import { plural } from '../figures.ts';
import { Mark } from './mark.tsx';
import classes from './plot.module.css';
import { PlotSvg } from './plot-svg.tsx';

export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** What is in it, where its bounds do not say that. */
  readonly label?: string;
  /** Where the things in the bin are listed. */
  readonly href: string | null;
}

const height = 200;
/** Pixels of a bar: where there are few, they do not fill the plot. */
const widest = 72;
const edge = { top: 18, right: 8, bottom: 34, left: 8 };

/** Counts by intervals of equal width, each bar with its count. */
export function Histogram(props: {
  readonly width: number;
  readonly bins: readonly Bin[];
  readonly axis: string;
  readonly unit: string;
  /** Numbers along the axis as people read them. */
  readonly xText?: (value: number) => string;
  /** Where numbers stand along the axis; at round ones unless given. */
  readonly ticks?: readonly number[];
}) {
  const { width, bins, xText = plain } = props;
  const x = scaleLinear(
    [bins[0]?.low ?? 0, bins.at(-1)?.high ?? 1],
    [edge.left, width - edge.right],
  );
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const y = scaleLinear([0, most], [height - edge.bottom, edge.top]);
  return (
    <PlotSvg width={width} height={height} label={props.axis}>
      {bins.map(({ low, high, count, label, href }) => {
        const across = Math.min(widest, Math.max(1, x(high) - x(low) - 2));
        const left = (x(low) + x(high) - across) / 2;
        return (
          <Mark
            key={low}
            href={count === 0 ? null : href}
            label={`${label ?? `${xText(low)} to ${xText(high)}`}: ${plural(count, props.unit)}`}
          >
            <rect
              className={classes.bar}
              x={left}
              y={y(count)}
              width={across}
              height={y(0) - y(count)}
              rx={2}
            />
            <rect
              className={classes.hit}
              x={left}
              y={edge.top}
              width={across}
              height={y(0) - edge.top}
            />
            {count > 0 && (
              <text
                className={classes.axis}
                x={left + across / 2}
                y={y(count) - 5}
                textAnchor="middle"
              >
                {count}
              </text>
            )}
          </Mark>
        );
      })}
      <line className={classes.base} x1={edge.left} x2={width - edge.right} y1={y(0)} y2={y(0)} />
      {(props.ticks ?? x.ticks(width < 420 ? 5 : 10)).map((tick) => (
        <text key={tick} className={classes.axis} x={x(tick)} y={y(0) + 15} textAnchor="middle">
          {xText(tick)}
        </text>
      ))}
      <text className={classes.axis} x={width / 2} y={height - 3} textAnchor="middle">
        {props.axis}
      </text>
    </PlotSvg>
  );
}

const plain = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: 3 }).replace('-', '−');
