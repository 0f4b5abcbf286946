import classes from './plot.module.css';
import { domainOf, XyAxes } from './xy-axes.tsx';

export interface IntervalDot {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  /** All of it, on hover and for screen readers. */
  readonly label: string;
}

const whole: readonly [number, number] = [0, 1];

/** A dot with its interval at each place; optionally the line on which all would lie. */
export function IntervalDots(props: {
  readonly width: number;
  readonly label: string;
  readonly dots: readonly IntervalDot[];
  readonly xAxis: string;
  readonly yAxis: string;
  readonly yDomain?: readonly [number, number];
  readonly yText?: (value: number) => string;
  /** The value that would say nothing, drawn as a line across. */
  readonly nothing?: number;
  /** Draws y = x, where forecasts would meet what happened, over all shares from 0 to 1. */
  readonly diagonal?: true;
}) {
  const { dots } = props;
  const xDomain = props.diagonal ? whole : domainOf(dots.map(({ x }) => x));
  const all = dots.flatMap(({ y, low, high }) => [y, low ?? y, high ?? y]);
  return (
    <XyAxes
      width={props.width}
      height={240}
      label={props.label}
      xDomain={xDomain}
      yDomain={props.diagonal ? whole : (props.yDomain ?? domainOf(all))}
      xAxis={props.xAxis}
      yAxis={props.yAxis}
      {...(props.yText !== undefined && { yText: props.yText })}
    >
      {({ x, y }) => (
        <>
          {props.diagonal && (
            <line className={classes.target} x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />
          )}
          {props.nothing !== undefined && (
            <line
              className={classes.target}
              x1={x(xDomain[0])}
              x2={x(xDomain[1])}
              y1={y(props.nothing)}
              y2={y(props.nothing)}
            />
          )}
          {dots.map(({ label, ...dot }) => (
            <g key={`${dot.x} ${label}`}>
              <title>{label}</title>
              {dot.low !== null && dot.high !== null && (
                <line
                  className={classes.interval}
                  x1={x(dot.x)}
                  x2={x(dot.x)}
                  y1={y(dot.low)}
                  y2={y(dot.high)}
                />
              )}
              <circle className={classes.dot} cx={x(dot.x)} cy={y(dot.y)} r={5} />
            </g>
          ))}
        </>
      )}
    </XyAxes>
  );
}
