import { area, line } from 'd3-shape';
import classes from './plot.module.css';
import { domainOf, XyAxes } from './xy-axes.tsx';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Band {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** Points with a line, its band, and how each of the two is spread, as ticks along the axes. Points on one place are one dot, of their area together. */
export function ScatterPlot(props: {
  readonly width: number;
  readonly label: string;
  readonly points: readonly Point[];
  readonly line: { readonly intercept: number; readonly slope: number } | null;
  readonly band: readonly Band[];
  readonly xAxis: string;
  readonly yAxis: string;
  /** What lies on a place, on hover. */
  readonly placeText: (place: Point, count: number) => string;
}) {
  const { points, band } = props;
  const xDomain = domainOf(points.map(({ x }) => x));
  const yDomain = domainOf(points.map(({ y }) => y));
  const places = placesOf(points);
  const largest = Math.max(1, ...places.map(({ count }) => count));
  const unit = Math.min(3, radiusMax / Math.sqrt(largest));
  return (
    <XyAxes
      width={props.width}
      label={props.label}
      xDomain={xDomain}
      yDomain={yDomain}
      xAxis={props.xAxis}
      yAxis={props.yAxis}
    >
      {({ x, y }) => (
        <>
          <path
            className={classes.area}
            d={
              area<Band>(
                (at) => x(at.x),
                ({ low }) => y(low),
                ({ high }) => y(high),
              )([...band]) ?? ''
            }
          />
          {places.map(({ point, key, count }) => (
            <g key={key}>
              <title>{props.placeText(point, count)}</title>
              <circle
                className={classes.point}
                cx={x(point.x)}
                cy={y(point.y)}
                r={Math.max(2.5, unit * Math.sqrt(count))}
              />
              <line
                className={classes.rug}
                x1={x(point.x)}
                x2={x(point.x)}
                y1={y(yDomain[0])}
                y2={y(yDomain[0]) - 5}
              />
              <line
                className={classes.rug}
                x1={x(xDomain[0])}
                x2={x(xDomain[0]) + 5}
                y1={y(point.y)}
                y2={y(point.y)}
              />
            </g>
          ))}
          {band.length > 1 && props.line !== null && (
            <path
              className={classes.line}
              d={
                line<Band>(
                  (at) => x(at.x),
                  (at) => y((props.line?.intercept ?? 0) + (props.line?.slope ?? 0) * at.x),
                )([...band]) ?? ''
              }
            />
          )}
        </>
      )}
    </XyAxes>
  );
}

/** Of the dot with the most points, in pixels. */
const radiusMax = 14;

/** Each place that points lie on, with how many do. */
function placesOf(points: readonly Point[]) {
  const found = Map.groupBy(points, ({ x, y }) => `${x} ${y}`);
  return [...found].flatMap(([key, [point, ...more]]) =>
    point === undefined ? [] : [{ key, point, count: 1 + more.length }],
  );
}
