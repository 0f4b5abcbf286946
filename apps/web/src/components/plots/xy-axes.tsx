import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import classes from './plot.module.css';
import { PlotSvg } from './plot-svg.tsx';

const edge = { top: 14, right: 16, bottom: 40, left: 48 };

/** Places of numbers in pixels. */
export interface XyScales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Two axes with their names, and what is drawn between them. */
export function XyAxes(props: {
  readonly width: number;
  readonly height?: number;
  readonly label: string;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  readonly xAxis: string;
  readonly yAxis: string;
  /** Where numbers stand along the lower axis; at round ones unless given. */
  readonly xTicks?: readonly number[];
  readonly xText?: (value: number) => string;
  readonly yText?: (value: number) => string;
  readonly children: (scales: XyScales) => ReactNode;
}) {
  const { width, height = 280, xText = plain, yText = plain } = props;
  const x = scaleLinear(props.xDomain, [edge.left, width - edge.right]).clamp(true);
  const y = scaleLinear(props.yDomain, [height - edge.bottom, edge.top]).clamp(true);
  return (
    <PlotSvg width={width} height={height} label={props.label}>
      {y.ticks(5).map((tick) => (
        <g key={tick}>
          <line
            className={classes.grid}
            x1={edge.left}
            x2={width - edge.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className={classes.axis} x={edge.left - 6} y={y(tick) + 4} textAnchor="end">
            {yText(tick)}
          </text>
        </g>
      ))}
      {(props.xTicks ?? x.ticks(width < 420 ? 4 : 6)).map((tick) => (
        <text
          key={tick}
          className={classes.axis}
          x={x(tick)}
          y={height - edge.bottom + 16}
          textAnchor="middle"
        >
          {xText(tick)}
        </text>
      ))}
      <text className={classes.axis} x={edge.left} y={height - 4}>
        {props.xAxis}
      </text>
      <text
        className={classes.axis}
        transform={`translate(12 ${height - edge.bottom}) rotate(-90)`}
      >
        {props.yAxis}
      </text>
      {props.children({ x, y })}
    </PlotSvg>
  );
}

const plain = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: 2 }).replace('-', '−');

/** The smallest interval around numbers, a little wider; of a single number, one around it. */
export function domainOf(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = low === high ? 0.5 : (high - low) * 0.04;
  return [low - margin, high + margin];
}
