import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { adjustmentText, clusterText } from './done-text.ts';
import { durationText } from './figure-text.ts';
import { labelOf } from './label-of.ts';
import { strings } from './strings.ts';

const RequestText_request = graphql(`
  fragment RequestText_request on KpiRequest {
    primaryOutcome
    openedFrom
    openedBefore
    confounders
    clusterBy
    sources
    scoreKind
    reopenWindowSeconds
  }
`);
const RequestText_result = graphql(`
  fragment RequestText_result on KpiResult {
    adjustedFor
    clusters
    outcomes {
      key
      label
    }
  }
`);
const s = strings.request;
const day = new Intl.DateTimeFormat('en', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
});

/**
 * What a run was asked, in a line: which tickets, what is tracked, what is adjusted for. Of one that
 * has ended it says what was not done.
 */
export function requestText(
  request: FragmentType<typeof RequestText_request>,
  result: FragmentType<typeof RequestText_result> | null | undefined,
): string {
  const asked = readFragment(RequestText_request, request);
  const done = readFragment(RequestText_result, result);
  const { primaryOutcome, sources, reopenWindowSeconds: window } = asked;
  return [
    windowText(asked.openedFrom ?? null, asked.openedBefore ?? null),
    ...(sources.length === 0 ? [] : [s.sources(sources.join(', '))]),
    primaryOutcome == null ? s.noPrimary : s.primary(labelOf(done?.outcomes ?? [], primaryOutcome)),
    ...(asked.scoreKind === 'ADJUSTED' ? [s.adjusted] : []),
    ...adjustmentText(asked.confounders, done?.adjustedFor ?? null),
    ...clusterText(
      asked.clusterBy ?? null,
      done == null ? null : { clusters: done.clusters ?? null },
    ),
    window == null ? s.reopened : s.reopenedWithin(durationText(window)),
  ].join(' · ');
}

/** Which tickets a run is about, by when they were opened. */
export function windowText(from: string | null, before: string | null): string {
  const text = (at: string) => day.format(new Date(at));
  if (from !== null && before !== null) return s.between(text(from), text(before));
  if (from !== null) return s.from(text(from));
  return before === null ? s.all : s.before(text(before));
}
