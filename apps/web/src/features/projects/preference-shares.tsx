import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural } from '../../components/figures.ts';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { ShareBars } from '../../components/plots/share-bars.tsx';
import { preferenceFinding } from './findings.ts';
import { plotTexts, strings as s } from './strings.ts';

const PreferenceShares_preferences = graphql(`
  fragment PreferenceShares_preferences on PreferenceScores {
    n
    a
    b
    tie
    bothBad
    bothGood
  }
`);

/** How comparisons came out. */
export function PreferenceShares(props: {
  readonly preferences: FragmentType<typeof PreferenceShares_preferences>;
  readonly judgments: string;
}) {
  const counts = readFragment(PreferenceShares_preferences, props.preferences);
  const parts = [
    ['A', counts.a, 'first'],
    ['BOTH_GOOD', counts.bothGood, 0.75],
    ['TIE', counts.tie, 0.5],
    ['BOTH_BAD', counts.bothBad, 0],
    ['B', counts.b, 'second'],
  ] as const;
  return (
    <PlotFigure
      title={preferenceFinding(counts)}
      sub={plotTexts.comparisons(counts.n)}
      definition={s.preferenceDefinition}
      docs="statistics#preferences-and-rankings"
      fileName="preferences"
      table={{
        head: plotTexts.comparisonHead,
        rows: parts.map(([direction, count]) => [s.directions[direction], count]),
      }}
    >
      {(width) => (
        <ShareBars
          width={width}
          rows={[
            {
              key: 'preferences',
              label: s.allComparisons,
              note: plural(counts.n, 'comparison'),
              segments: parts.map(([direction, count, tone]) => ({
                key: direction,
                label: s.directions[direction],
                count,
                tone,
                href: `${props.judgments}?direction=${direction}`,
              })),
            },
          ]}
        />
      )}
    </PlotFigure>
  );
}
