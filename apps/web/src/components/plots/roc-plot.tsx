import { line } from 'd3-shape';
import classes from './plot.module.css';
import { XyAxes } from './xy-axes.tsx';

interface Point {
  readonly x: number;
  readonly y: number;
}
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** What is found against what is wrongly called so, for every bound on the score; the diagonal is chance. */
export function RocPlot(props: {
  readonly width: number;
  readonly label: string;
  readonly points: readonly Point[];
  readonly xAxis: string;
  readonly yAxis: string;
}) {
  return (
    <XyAxes
      width={Math.min(props.width, 420)}
      height={320}
      label={props.label}
      xDomain={[0, 1]}
      yDomain={[0, 1]}
      xAxis={props.xAxis}
      yAxis={props.yAxis}
      xText={percent}
      yText={percent}
    >
      {({ x, y }) => (
        <>
          <line className={classes.target} x1={x(0)} x2={x(1)} y1={y(0)} y2={y(1)} />
          <path
            className={classes.line}
            d={
              line<Point>(
                (point) => x(point.x),
                (point) => y(point.y),
              )([...props.points]) ?? ''
            }
          />
        </>
      )}
    </XyAxes>
  );
}
