import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { Mark } from '../../components/plots/mark.tsx';
import classes from '../../components/plots/plot.module.css';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { PlotSvg } from '../../components/plots/plot-svg.tsx';
import { strings as s } from './strings.ts';

const WeightPlot_weight = graphql(`
  fragment WeightPlot_weight on ProposedWeight {
    key
    label
    locked
    today
    proposed
    link
    block
    stability {
      low
      high
    }
    shapley {
      value
      interval {
        low
        high
      }
    }
  }
`);

const rowHeight = 58;
const edge = { top: 8, side: 8, bottom: 30 };

/** Each weight today and as proposed, with how far it moves over resamples. */
export function WeightPlot(props: {
  readonly weights: readonly FragmentType<typeof WeightPlot_weight>[];
}) {
  const weights = readFragment(WeightPlot_weight, props.weights);
  const percent = (share: number) => shown(share, 'percent');
  const labelOf = new Map(weights.map(({ key, label }) => [key, label]));
  return (
    <PlotFigure
      title={s.weights}
      sub={`○ ${s.today} · ● ${s.proposed}`}
      definition={s.weightsDefinition}
      docs="weight-proposals"
      fileName="weights"
      table={{
        head: s.head,
        rows: weights.map(({ label, today, proposed, stability, shapley, link, block }) => [
          label,
          percent(today),
          proposed == null ? null : percent(proposed),
          percent(stability.low),
          percent(stability.high),
          shapley == null ? null : percent(shapley.value),
          s.link[link],
          block.map((key) => labelOf.get(key) ?? key).join(', '),
        ]),
      }}
    >
      {(width) => {
        const x = (share: number) => edge.side + share * (width - 2 * edge.side);
        const height = edge.top + rowHeight * weights.length + edge.bottom;
        return (
          <PlotSvg width={width} height={height} label={s.weights}>
            {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
              <g key={tick}>
                <line
                  className={classes.grid}
                  x1={x(tick)}
                  x2={x(tick)}
                  y1={edge.top}
                  y2={height - edge.bottom}
                />
                <text
                  className={classes.axis}
                  x={x(tick)}
                  y={height - edge.bottom + 16}
                  textAnchor={tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle'}
                >
                  {percent(tick)}
                </text>
              </g>
            ))}
            {weights.map(
              ({ key, label, locked, today, proposed, stability, link, shapley, block }, index) => {
                const y = edge.top + rowHeight * index;
                const middle = y + 40;
                const notes = [
                  locked ? s.locked : s.link[link],
                  block.length > 0
                    ? s.movesWith(block.map((one) => labelOf.get(one) ?? one).join(', '))
                    : null,
                  shapley == null ? null : s.own(percent(shapley.value)),
                ].filter((note) => note !== null);
                const says = `${percent(today)}${proposed == null ? '' : ` → ${percent(proposed)}`}`;
                return (
                  <Mark key={key} href={null} label={`${label}: ${says}, ${notes.join(', ')}`}>
                    <text x={edge.side} y={y + 20} fontWeight={600}>
                      {label}
                      {width > 460 && (
                        <tspan className={classes.axis} dx={8} fontWeight={400}>
                          {notes.join(' · ')}
                        </tspan>
                      )}
                    </text>
                    <text x={width - edge.side} y={y + 20} textAnchor="end">
                      {says}
                    </text>
                    {proposed != null && !locked && (
                      <line
                        className={classes.interval}
                        x1={x(stability.low)}
                        x2={x(stability.high)}
                        y1={middle}
                        y2={middle}
                      />
                    )}
                    <circle
                      cx={x(today)}
                      cy={middle}
                      r={6}
                      fill="none"
                      stroke="var(--plot-axis)"
                      strokeWidth={2}
                    />
                    {proposed != null && (
                      <circle className={classes.dot} cx={x(proposed)} cy={middle} r={5} />
                    )}
                  </Mark>
                );
              },
            )}
          </PlotSvg>
        );
      }}
    </PlotFigure>
  );
}
