import { type FragmentType, readFragment } from '../../__generated__/index.ts';
import { shown, shownInterval } from '../../components/figures.ts';
import { LinkGrid } from '../../components/plots/link-grid.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { toneOfFigure } from './figure-text.ts';
import { labelOf, type Named } from './label-of.ts';
import { countsOf, PairForest_pair } from './pair-forest.tsx';
import { strings } from './strings.ts';

const s = strings.explorer;

/** All pairs of a run at a glance; a cell opens its pair. */
export function PairHeatMap(props: {
  readonly pairs: readonly FragmentType<typeof PairForest_pair>[];
  readonly scores: readonly Named[];
  readonly outcomes: readonly Named[];
  readonly hrefOf: (score: string, outcome: string) => string;
}) {
  const pairs = readFragment(PairForest_pair, props.pairs);
  const namesOf = (pair: { readonly score: string; readonly outcome: string }) =>
    [labelOf(props.scores, pair.score), labelOf(props.outcomes, pair.outcome)] as const;
  const noteOf = (outcome: string) => {
    const coefficient = pairs.find((pair) => pair.outcome === outcome)?.primary.coefficient;
    return s.short[coefficient as keyof typeof s.short] ?? '';
  };
  return (
    <PlotFigure
      title={s.heat}
      sub={s.heatSub}
      definition={s.heatDefinition}
      docs="kpi#what-it-says-of-a-pair"
      fileName="links"
      table={{
        head: [s.score, s.outcome, s.measure, ...s.head.slice(1)],
        rows: pairs.map(({ score, outcome, q, primary }) => [
          ...namesOf({ score, outcome }),
          s.coefficient[primary.coefficient],
          primary.value ?? null,
          primary.interval?.low ?? null,
          primary.interval?.high ?? null,
          primary.n,
          primary.p ?? null,
          q ?? null,
          primary.undefinedBecause ?? '',
        ]),
      }}
    >
      {(width) => (
        <LinkGrid
          width={width}
          label={s.heat}
          rows={props.scores}
          columns={props.outcomes.map(({ key, label }) => ({ key, label, note: noteOf(key) }))}
          cells={pairs.map((pair) => {
            const { primary, q } = pair;
            const isSure = q != null && q < 0.05;
            return {
              row: pair.score,
              column: pair.outcome,
              value: primary.value ?? null,
              text: primary.value == null ? '—' : shown(primary.value, 'fraction'),
              counts: isSure ? strings.q(q) : '',
              label: `${strings.link(...namesOf(pair))}: ${
                primary.value == null
                  ? (primary.undefinedBecause ?? '—')
                  : `${s.coefficient[primary.coefficient]} ${shown(primary.value, 'fraction')} ${shownInterval(primary, 'fraction')}`
              }, ${countsOf(pair)}`,
              tone: primary.value == null ? 0.5 : toneOfFigure(primary.coefficient, primary.value),
              href: props.hrefOf(pair.score, pair.outcome),
            };
          })}
        />
      )}
    </PlotFigure>
  );
}
