import { AgreementCounts } from '../../src/agreement/agreement-counts.ts';
import { alphaOfRows } from '../../src/agreement/alpha-statistic.ts';
import { bootstrapAgreement } from '../../src/agreement/bootstrap-agreement.ts';
import { cohenKappa } from '../../src/agreement/cohen-kappa.ts';
import { countRows } from '../../src/agreement/count-rows.ts';
import { intraclassCorrelation } from '../../src/agreement/intraclass-correlation.ts';
import { krippendorffAlpha } from '../../src/agreement/krippendorff-alpha.ts';
import { seededRandom } from '../../src/sampling/seeded-random.ts';
import type { Group } from '../group.ts';
import { simulateRatings } from '../simulate.ts';

const ordinal = { name: 'krippendorffAlpha', metric: 'ordinal' } as const;
const icc = { model: 'twoWay', type: 'agreement', unit: 'single' } as const;

export function agreement(): Group {
  const wide = simulateRatings(100_000, 3, 200);
  const deep = simulateRatings(10_000, 20, 20);
  const pairs = simulateRatings(1_000_000, 2, 2);
  const labels = {
    first: pairs.value.filter((_, i) => pairs.rater[i] === 0),
    second: pairs.value.filter((_, i) => pairs.rater[i] === 1),
  };
  const small = simulateRatings(2000, 6, 6);
  const rows = countRows('bench', wide);
  const counts = AgreementCounts.fromRatings(wide);
  return {
    cases: [
      {
        name: 'Ordinal α, 100,000 units × 3 of 200 raters',
        work: () => krippendorffAlpha(wide, ordinal).value,
        noted: { tool: 'fast-krippendorff', seconds: 0.29 },
        goal: { tool: 'fast-krippendorff', atLeast: 10 },
      },
      {
        name: 'The same from value counts of units',
        work: () => alphaOfRows(rows, 'ordinal').value,
        noted: { tool: 'fast-krippendorff', seconds: 0.025 },
        goal: { tool: 'fast-krippendorff', atLeast: 1 },
      },
      {
        name: 'The same from `AgreementCounts`',
        work: () => counts.alpha('ordinal').value,
      },
      {
        name: 'Ordinal α, 10,000 units × 20 raters',
        work: () => krippendorffAlpha(deep, ordinal).value,
        noted: { tool: 'irr', seconds: 1.8 },
        goal: { tool: 'irr', atLeast: 1 },
      },
      {
        name: 'Ordinal α with 1,000 bootstrap replicates, 100,000 units',
        work: () =>
          bootstrapAgreement(wide, ordinal, { random: seededRandom(1), replicates: 1000 }).value,
        noted: { tool: 'NumPy', seconds: 45 },
        goal: { seconds: 2 },
      },
      {
        name: 'Cohen’s κ, quadratic, 1,000,000 pairs',
        work: () => cohenKappa(labels, { weights: 'quadratic' }).value,
        noted: { tool: 'scikit-learn', seconds: 0.12 },
        goal: { tool: 'scikit-learn', atLeast: 10 },
      },
      {
        name: 'The same from ratings in any order',
        work: () => cohenKappa(pairs, { weights: 'quadratic' }).value,
      },
      {
        name: 'ICC(2,1), 2,000 units × 6 raters',
        work: () => intraclassCorrelation(small, icc).value,
        noted: { tool: 'psych', seconds: 27 },
        goal: { tool: 'psych', atLeast: 1 },
      },
    ],
    scripts: [
      { file: 'alpha.py', program: 'python', packages: ['numpy'] },
      { file: 'krippendorff_alpha.py', program: 'python', packages: ['krippendorff'] },
      { file: 'kappa.py', program: 'python', packages: ['sklearn'] },
      { file: 'irr.R', program: 'r', packages: ['irr'] },
      { file: 'psych.R', program: 'r', packages: ['psych', 'lme4'] },
    ],
    files: Object.fromEntries(
      Object.entries({ wide, deep, pairs, small }).flatMap(([name, { unit, rater, value }]) => [
        [`${name}.unit`, unit],
        [`${name}.rater`, rater],
        [`${name}.value`, value],
      ]),
    ),
  };
}
