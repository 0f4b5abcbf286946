import type { PairForest_PairFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { ForestPlot } from '../../components/plots/forest-plot.tsx';
import { PlotFigure } from '../../components/plots/plot-figure.tsx';
import { domainOfFigure, nothingOf } from './figure-text.ts';
import { strings } from './strings.ts';

export const PairForest_pair = graphql(`
  fragment PairForest_pair on KpiPair {
    score
    outcome
    q
    primary {
      coefficient
      value
      undefinedBecause
      n
      p
      clusters
      interval {
        low
        high
        level
      }
    }
  }
`);

const s = strings.explorer;

/** Every score against one outcome, a dot with its interval each. */
export function PairForest(props: {
  readonly pairs: readonly FragmentType<typeof PairForest_pair>[];
  readonly outcome: { readonly key: string; readonly label: string };
  readonly scores: ReadonlyMap<string, string>;
  readonly hrefOf: (score: string) => string;
}) {
  const { outcome, scores, hrefOf } = props;
  const pairs = readFragment(PairForest_pair, props.pairs).filter(
    (pair) => pair.outcome === outcome.key,
  );
  const coefficient = pairs[0]?.primary.coefficient ?? 'SPEARMAN';
  const named = ({ score }: PairForest_PairFragment) => scores.get(score) ?? score;
  const text = (value: number | null | undefined) =>
    value == null ? null : shown(value, 'fraction');
  return (
    <PlotFigure
      title={s.forest(outcome.label)}
      sub={s.axis[coefficient as keyof typeof s.axis]}
      definition={s.forestDefinition}
      docs="kpi#what-it-says-of-a-pair"
      fileName={`links-${outcome.key}`}
      table={{
        head: s.head,
        rows: pairs.map((pair) => [
          named(pair),
          text(pair.primary.value),
          text(pair.primary.interval?.low),
          text(pair.primary.interval?.high),
          pair.primary.n,
          pair.primary.p ?? null,
          pair.q ?? null,
          pair.primary.undefinedBecause ?? '',
        ]),
      }}
    >
      {(width) => (
        <ForestPlot
          width={width}
          axis={s.axis[coefficient as keyof typeof s.axis]}
          domain={domainOfFigure(coefficient)}
          target={{ value: nothingOf(coefficient), label: s.noLink }}
          rows={pairs.map((pair) => ({
            key: pair.score,
            label: named(pair),
            estimate: pair.primary,
            counts: countsOf(pair),
            href: hrefOf(pair.score),
          }))}
        />
      )}
    </PlotFigure>
  );
}

export function countsOf({ primary, q }: PairForest_PairFragment): string {
  return [
    strings.tickets(primary.n),
    primary.clusters == null ? null : `${primary.clusters} clusters`,
    q == null ? null : strings.q(q),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
