import { Mark } from './mark.tsx';
import classes from './plot.module.css';
import { PlotSvg } from './plot-svg.tsx';
import { toneOf } from './tone.ts';

export interface HeatCell {
  readonly row: string;
  readonly column: string;
  /** null where the figure is not defined. */
  readonly value: number | null;
  /** In the cell. */
  readonly text: string;
  /** How much it rests on, below the text where there is room: "n 12". */
  readonly counts: string;
  /** On hover and for screen readers: all of it. */
  readonly label: string;
  /** Place on the scale from worst (0) to best (1). */
  readonly tone: number;
  readonly href: string | null;
}

/** A grid of figures, each with its number; a dashed cell is not defined. */
export function HeatMap(props: {
  readonly width: number;
  readonly label: string;
  readonly names: readonly { readonly key: string; readonly name: string }[];
  readonly cells: readonly HeatCell[];
}) {
  const { width, names, cells } = props;
  const side = Math.min(140, Math.max(70, width * 0.22));
  const size = Math.min(76, Math.max(24, (width - side) / Math.max(1, names.length)));
  const isRoomy = size >= 48;
  const high = Math.min(size, 38);
  const top = 26;
  const place = new Map(names.map(({ key }, index) => [key, index]));
  return (
    <PlotSvg
      width={side + size * names.length}
      height={top + high * names.length}
      label={props.label}
    >
      {names.map(({ key, name }, index) => (
        <g key={key}>
          <text x={side - 8} y={top + high * (index + 0.5) + 4} textAnchor="end">
            {clipped(name, side / 6.4)}
            <title>{name}</title>
          </text>
          <text
            className={classes.axis}
            x={side + size * (index + 0.5)}
            y={top - 8}
            textAnchor="middle"
          >
            {initials(name)}
            <title>{name}</title>
          </text>
        </g>
      ))}
      {cells.map(({ row, column, value, text, counts, label, tone, href }) => {
        const [down, across] = [place.get(row), place.get(column)];
        if (down === undefined || across === undefined) return null;
        const [x, y] = [side + size * across, top + high * down];
        return (
          <Mark key={`${row} ${column}`} href={href} label={label}>
            <rect
              className={value === null ? classes.undefined : undefined}
              style={value === null ? undefined : { fill: toneOf(tone) }}
              x={x + 1}
              y={y + 1}
              width={size - 2}
              height={high - 2}
              rx={3}
            />
            <text x={x + size / 2} y={y + high / 2 + (isRoomy ? -1 : 4)} textAnchor="middle">
              {text}
            </text>
            {isRoomy && (
              <text className={classes.small} x={x + size / 2} y={y + high - 6} textAnchor="middle">
                {counts}
              </text>
            )}
          </Mark>
        );
      })}
    </PlotSvg>
  );
}

const clipped = (name: string, length: number): string =>
  name.length <= length ? name : `${name.slice(0, Math.max(1, Math.floor(length) - 1))}…`;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 3)
    .toUpperCase();
