import type { CheckedAnswers } from './check-answers.ts';
import type { FlagKind, RedLine } from './rubric.ts';

/** The red lines that the answers cross: a tier at or below the line at any target, or the flag. */
export function redLinesHit(
  redLines: readonly RedLine[],
  checked: readonly CheckedAnswers[],
  flags: readonly FlagKind[],
): readonly RedLine[] {
  return redLines.filter((line) => {
    if (line.flag !== null) return flags.includes(line.flag);
    const { dimensionKey, atOrBelowTier } = line;
    if (dimensionKey === null || atOrBelowTier === null) return false;
    return checked
      .filter(({ applied }) => applied.dimension.key === dimensionKey)
      .some(({ tiers }) => tiers.some(({ tier }) => tier !== null && tier <= atOrBelowTier));
  });
}
