import { Mark } from './mark.tsx';
import classes from './plot.module.css';
import { PlotSvg } from './plot-svg.tsx';
import { type Tone, toneOf } from './tone.ts';

export interface ShareSegment {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly tone: Tone;
  readonly href: string | null;
}
export interface ShareRow {
  readonly key: string;
  readonly label: string;
  /** At the end of the line above the bar, such as the mean with its interval. */
  readonly note: string;
  readonly segments: readonly ShareSegment[];
}

const rowHeight = 56;
const barHeight = 26;

/** Each row is one whole, divided by its segments; where there is room a segment says what it is. */
export function ShareBars(props: { readonly width: number; readonly rows: readonly ShareRow[] }) {
  const { width, rows } = props;
  return (
    <PlotSvg
      width={width}
      height={rows.length * rowHeight}
      label={rows.map(({ label }) => label).join(', ')}
    >
      {rows.map((row, index) => (
        <Bar key={row.key} row={row} y={index * rowHeight} width={width} />
      ))}
    </PlotSvg>
  );
}

function Bar({
  row,
  y,
  width,
}: {
  readonly row: ShareRow;
  readonly y: number;
  readonly width: number;
}) {
  const whole = row.segments.reduce((sum, { count }) => sum + count, 0);
  let left = 0;
  return (
    <g>
      <text x={0} y={y + 14} fontWeight={600}>
        {row.label}
      </text>
      <text className={classes.axis} x={width} y={y + 14} textAnchor="end">
        {row.note}
      </text>
      {whole === 0 && (
        <rect
          className={classes.undefined}
          x={0.5}
          y={y + 20.5}
          width={width - 1}
          height={barHeight - 1}
        />
      )}
      {row.segments.map(({ key, label, count, tone, href }) => {
        if (count === 0) return null;
        const across = (width * count) / whole;
        const start = left;
        left += across;
        const percent = `${Math.round((100 * count) / whole)} %`;
        const text = across > (label.length + 6) * 6.6 ? `${label} ${percent}` : percent;
        return (
          <Mark
            key={key}
            href={href}
            label={`${row.label}, ${label}: ${count} of ${whole}, ${percent}`}
          >
            <rect
              className={classes.segment}
              style={{ fill: toneOf(tone) }}
              x={start}
              y={y + 20}
              width={across}
              height={barHeight}
              rx={2}
            />
            {across > 34 && (
              <text x={start + across / 2} y={y + 37} textAnchor="middle">
                {text}
              </text>
            )}
          </Mark>
        );
      })}
    </g>
  );
}
