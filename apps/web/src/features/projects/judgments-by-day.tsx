import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { DayLine } from '../../components/plots/day-line.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { dayFinding } from './findings.ts';
import { plotTexts, strings as s } from './strings.ts';
import { withGaps } from './with-gaps.ts';

const JudgmentsByDay_days = graphql(`
  fragment JudgmentsByDay_days on DayCount {
    day
    count
  }
`);

/** How many judgments came in on each day. */
export function JudgmentsByDay(props: {
  readonly days: readonly FragmentType<typeof JudgmentsByDay_days>[];
  readonly judgments: string;
}) {
  const days = withGaps(readFragment(JudgmentsByDay_days, props.days));
  const total = days.reduce((sum, { count }) => sum + count, 0);
  return (
    <PlotFigure
      title={dayFinding(days)}
      sub={plotTexts.days(total, days.length)}
      definition={s.dayDefinition}
      fileName="judgments-by-day"
      table={{
        head: plotTexts.dayHead,
        rows: days.map(({ day, count }) => [day, count]),
      }}
    >
      {(width) => (
        <DayLine
          width={width}
          label={s.dayDefinition}
          unit="judgment"
          days={days.map((day) => ({ ...day, href: `${props.judgments}?day=${day.day}` }))}
        />
      )}
    </PlotFigure>
  );
}
