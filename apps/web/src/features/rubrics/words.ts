import { appliedDimensions } from '@assay/scoring/rubrics/applied-dimensions';
import type { Draft, DraftDimension, DraftProfile, DraftRedLine } from './draft.ts';
import { strings } from './strings.ts';

const labelOf = (dimensions: readonly DraftDimension[], key: string | null): string =>
  dimensions.find((dimension) => dimension.key === key)?.label ?? key ?? '—';

/** A red line in words: "Accuracy at “Wrong” or below: the whole score is 0". */
export function redLineText(line: DraftRedLine, dimensions: readonly DraftDimension[]): string {
  const s = strings.redLine;
  const dimension = dimensions.find(({ key }) => key === line.dimensionKey);
  const tier = dimension?.tiers[line.atOrBelowTier ?? -1]?.label ?? '—';
  const when =
    line.flag === null
      ? s.atOrBelow(labelOf(dimensions, line.dimensionKey), tier)
      : s.flag(strings.flags[line.flag]);
  const then =
    line.effect === 'FAIL_ALL'
      ? s.failAll
      : s.failDimension(labelOf(dimensions, line.failDimensionKey));
  return s.text(when, then);
}

/** A profile in words: "Medical, where topic is health or drugs: Accuracy 70 %, Tone 30 %". */
export function profileText(profile: DraftProfile, content: Draft): string {
  const shares = appliedDimensions({ ...content, profiles: [profile] }, profile.name)
    .map(({ dimension, share }) => `${dimension.label} ${Math.round(share * 100)} %`)
    .join(', ');
  const where = strings.profile.where(profile.attribute, profile.equals.join(' or '));
  return `${profile.name}, ${where}: ${shares}`;
}

/** Each dimension's share of the whole weight, in [0, 1]; null where all weights are 0. */
export function sharesOf(dimensions: readonly DraftDimension[]): readonly (number | null)[] {
  const sum = dimensions.reduce((total, { weight }) => total + weight, 0);
  return dimensions.map(({ weight }) => (sum > 0 ? weight / sum : null));
}
