import type { HeatCell } from './heat-map.tsx';
import { Mark } from './mark.tsx';
import classes from './plot.module.css';
import { PlotSvg } from './plot-svg.tsx';
import { toneOf } from './tone.ts';

interface Named {
  readonly key: string;
  readonly label: string;
}
interface Head extends Named {
  /** Below the name: what its figures are. */
  readonly note: string;
}

const rowHeight = 44;
const headHeight = 46;

/** A grid of figures between two lists of names; a dashed cell is not defined. */
export function LinkGrid(props: {
  readonly width: number;
  readonly label: string;
  readonly rows: readonly Named[];
  readonly columns: readonly Head[];
  readonly cells: readonly HeatCell[];
}) {
  const { width, rows, columns, cells } = props;
  const side = Math.min(150, Math.max(84, width * 0.2));
  const size = Math.max(78, (width - side) / Math.max(1, columns.length));
  const down = new Map(rows.map(({ key }, index) => [key, index]));
  const across = new Map(columns.map(({ key }, index) => [key, index]));
  return (
    <div style={{ overflowX: 'auto' }}>
      <PlotSvg
        width={side + size * columns.length}
        height={headHeight + rowHeight * rows.length}
        label={props.label}
      >
        {rows.map(({ key, label }, index) => (
          <text
            key={key}
            x={side - 8}
            y={headHeight + rowHeight * (index + 0.5) + 4}
            textAnchor="end"
          >
            {clipped(label, side / 6.6)}
            <title>{label}</title>
          </text>
        ))}
        {columns.map(({ key, label, note }, index) => (
          <text key={key} className={classes.axis} y={headHeight - 24} textAnchor="middle">
            <tspan x={side + size * (index + 0.5)}>{clipped(label, size / 6)}</tspan>
            <tspan className={classes.small} x={side + size * (index + 0.5)} dy={14}>
              {clipped(note, size / 5)}
            </tspan>
            <title>{`${label}: ${note}`}</title>
          </text>
        ))}
        {cells.map(({ row, column, value, text, counts, label, tone, href }) => {
          const [y, x] = [down.get(row), across.get(column)];
          if (y === undefined || x === undefined) return null;
          const [left, top] = [side + size * x, headHeight + rowHeight * y];
          return (
            <Mark key={`${row} ${column}`} href={href} label={label}>
              <rect
                className={value === null ? classes.undefined : undefined}
                style={value === null ? undefined : { fill: toneOf(tone) }}
                x={left + 1}
                y={top + 1}
                width={size - 2}
                height={rowHeight - 2}
                rx={3}
              />
              <text
                x={left + size / 2}
                y={top + (counts === '' ? rowHeight / 2 + 4 : rowHeight / 2)}
                textAnchor="middle"
                fontWeight={counts === '' ? 400 : 640}
              >
                {text}
              </text>
              {counts !== '' && (
                <text
                  className={classes.small}
                  x={left + size / 2}
                  y={top + rowHeight / 2 + 14}
                  textAnchor="middle"
                >
                  {counts}
                </text>
              )}
            </Mark>
          );
        })}
      </PlotSvg>
    </div>
  );
}

const clipped = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…`;
