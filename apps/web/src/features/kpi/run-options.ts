import type { StartRunForm_DefaultsFragment } from '../../__generated__/graphql.ts';
import type { Choice } from './ticket-choice.tsx';

type Defaults = StartRunForm_DefaultsFragment;

/** What the form asks of a run; empty texts are left open. */
export interface RunAsked extends Choice {
  readonly primaryOutcome: string;
  readonly clusterBy: string;
  readonly confounders: readonly string[];
  readonly segments: readonly string[];
}

/** What a form begins with. */
export const askedOf = (defaults: Defaults): RunAsked => ({
  primaryOutcome: defaults.primaryOutcome ?? 'resolved',
  clusterBy: defaults.clusterBy ?? '',
  confounders: defaults.confounders,
  segments: defaults.segments,
  openedFrom: dayOf(defaults.openedFrom),
  openedBefore: dayOf(defaults.openedBefore),
  sources: defaults.sources,
  scoreKind: defaults.scoreKind,
});

/** The input of a run: what is left empty is none, whatever the project's defaults say. */
export const optionsOf = (asked: RunAsked) => ({
  primaryOutcome: textOrNull(asked.primaryOutcome),
  clusterBy: textOrNull(asked.clusterBy),
  confounders: [...asked.confounders],
  segments: [...asked.segments],
  openedFrom: instantOf(asked.openedFrom),
  openedBefore: instantOf(asked.openedBefore),
  sources: [...asked.sources],
  scoreKind: asked.scoreKind,
});

/** The same with what the form does not ask for, so that keeping it as defaults loses none of that. */
export const keptOf = (asked: RunAsked, defaults: Defaults) => ({
  ...optionsOf(asked),
  outcomes: defaults.outcomes,
  poolVersions: defaults.poolVersions,
  rubricVersionIds: defaults.rubricVersions.map(({ id }) => id),
  profile: defaults.profile ?? null,
  reopenWindowSeconds: defaults.reopenWindowSeconds ?? null,
  outcomeReliability: defaults.outcomeReliability,
  replicates: defaults.replicates,
  level: defaults.level,
});

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const dayOf = (at: string | null | undefined): string => at?.slice(0, 10) ?? '';
const instantOf = (day: string): string | null => (day === '' ? null : `${day}T00:00:00.000Z`);
