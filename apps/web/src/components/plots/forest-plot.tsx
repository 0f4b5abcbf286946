import { scaleLinear } from 'd3-scale';
import { type EstimateLike, type Show, shown, shownInterval } from '../figures.ts';
import { Mark } from './mark.tsx';
import classes from './plot.module.css';
import { PlotSvg } from './plot-svg.tsx';

export interface ForestRow {
  readonly key: string;
  readonly label: string;
  readonly estimate: EstimateLike;
  /** What it rests on: "136 tasks, 8 annotators". */
  readonly counts: string;
  readonly href: string | null;
}

const rowHeight = 44;
const edge = { top: 18, bottom: 36, side: 10 };

/** One estimate a row: a dot with its interval on a common axis, and a line for what is aimed at. */
export function ForestPlot(props: {
  readonly width: number;
  readonly rows: readonly ForestRow[];
  readonly domain: readonly [number, number];
  readonly axis: string;
  readonly as?: Show;
  /** What is aimed at, drawn as a line across. */
  readonly target?: { readonly value: number; readonly label: string };
}) {
  const { width, rows, as = 'fraction', target } = props;
  const height = edge.top + rows.length * rowHeight + edge.bottom;
  const x = scaleLinear(props.domain, [edge.side, width - edge.side]).clamp(true);
  const bottom = height - edge.bottom;
  return (
    <PlotSvg width={width} height={height} label={props.axis}>
      {x.ticks(width < 420 ? 4 : 6).map((tick) => (
        <g key={tick}>
          <line className={classes.grid} x1={x(tick)} x2={x(tick)} y1={edge.top} y2={bottom} />
          <text className={classes.axis} x={x(tick)} y={bottom + 15} textAnchor="middle">
            {shown(tick, as)}
          </text>
        </g>
      ))}
      {target !== undefined && (
        <g>
          <line
            className={classes.target}
            x1={x(target.value)}
            x2={x(target.value)}
            y1={edge.top - 4}
            y2={bottom}
          />
          <text
            className={classes.targetText}
            x={x(target.value)}
            y={edge.top - 8}
            textAnchor="middle"
          >
            {target.label}
          </text>
        </g>
      )}
      {rows.map((row, index) => (
        <Row key={row.key} row={row} x={x} y={edge.top + index * rowHeight} width={width} as={as} />
      ))}
      <text className={classes.axis} x={width / 2} y={height - 3} textAnchor="middle">
        {props.axis}
      </text>
    </PlotSvg>
  );
}

/** About how wide a text is, in pixels. */
const widthOf = (text: string): number => 7 * text.length + 12;

/** As much of a text as there is room for; all of it is in the label of its row. */
const clipped = (text: string, room: number): string =>
  widthOf(text) <= room ? text : `${text.slice(0, Math.max(1, Math.floor(room / 7) - 3))}…`;

function Row(props: {
  readonly row: ForestRow;
  readonly x: (value: number) => number;
  readonly y: number;
  readonly width: number;
  readonly as: Show;
}) {
  const { row, x, y, width, as } = props;
  const { value, interval, undefinedBecause } = row.estimate;
  const isDefined = value != null;
  const says = isDefined
    ? `${shown(value, as)} ${shownInterval(row.estimate, as)}`
    : `— ${undefinedBecause ?? ''}`;
  const middle = y + 31;
  const short =
    isDefined && interval != null
      ? `${shown(value, as)} [${shown(interval.low, as)}, ${shown(interval.high, as)}]`
      : says;
  return (
    <Mark href={row.href} label={`${row.label}: ${says}, ${row.counts}`}>
      <rect className={classes.hit} x={0} y={y + 2} width={width} height={rowHeight - 4} rx={4} />
      <text x={edge.side} y={y + 16} fontWeight={600}>
        {clipped(row.label, width - 2 * edge.side - (isDefined ? widthOf(short) : 0))}
        {width > 440 && (
          <tspan className={classes.axis} dx={8} fontWeight={400}>
            {row.counts}
          </tspan>
        )}
      </text>
      {isDefined ? (
        <>
          <text x={width - edge.side} y={y + 16} textAnchor="end">
            {short}
          </text>
          {interval != null && (
            <line
              className={classes.interval}
              x1={x(interval.low)}
              x2={x(interval.high)}
              y1={middle}
              y2={middle}
            />
          )}
          <circle className={classes.dot} cx={x(value)} cy={middle} r={5} />
        </>
      ) : (
        <text className={classes.axis} x={edge.side} y={middle + 3}>
          {says}
        </text>
      )}
    </Mark>
  );
}
