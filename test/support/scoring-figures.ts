import { bradleyTerry } from '@assay/scoring/aggregation/bradley-terry';
import { dawidSkene } from '@assay/scoring/aggregation/dawid-skene';
import { raterSeverity } from '@assay/scoring/aggregation/rater-severity';
import { bootstrapAgreement } from '@assay/scoring/agreement/bootstrap-agreement';
import { cohenKappa } from '@assay/scoring/agreement/cohen-kappa';
import { gwetAc } from '@assay/scoring/agreement/gwet-ac';
import { intraclassCorrelation } from '@assay/scoring/agreement/intraclass-correlation';
import { krippendorffAlpha } from '@assay/scoring/agreement/krippendorff-alpha';
import { kendallTauB } from '@assay/scoring/association/kendall-tau-b';
import { rocAuc } from '@assay/scoring/association/roc-auc';
import { spearman } from '@assay/scoring/association/spearman';
import { brierScore } from '@assay/scoring/calibration/brier-score';
import { xBarChart } from '@assay/scoring/control-charts/x-bar-chart';
import { holm } from '@assay/scoring/multiplicity/holm';
import { binomialTest } from '@assay/scoring/proportions/binomial-test';
import { clopperPearson } from '@assay/scoring/proportions/clopper-pearson';
import { ratingsFromMatrix } from '@assay/scoring/ratings/ratings-from-matrix';
import { leastSquares } from '@assay/scoring/regression/least-squares';
import { logisticRegression } from '@assay/scoring/regression/logistic-regression';
import { ridge } from '@assay/scoring/regression/ridge';
import { acceptancePlan } from '@assay/scoring/sampling/acceptance-plan';
import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { coxRegression } from '@assay/scoring/survival/cox-regression';
import { logRank } from '@assay/scoring/survival/log-rank';

/** Results of some of every family, by name: what a user of the package alone would get. */
export function scoringFigures(): Readonly<Record<string, unknown>> {
  const random = seededRandom(7);
  const rows = Array.from({ length: 40 }, () => {
    const level = random.integer(4);
    return Array.from({ length: 3 }, () =>
      random.next() < 0.1 ? null : near(level, random.next()),
    );
  });
  const ratings = ratingsFromMatrix(rows);
  const two = ratingsFromMatrix(rows.map((row) => row.slice(0, 2)));
  const x = Array.from({ length: 60 }, () => random.next());
  const y = x.map((value) => value + random.next());
  const outcome = y.map((value) => (value + random.next() > 1.5 ? 1 : 0));
  const time = x.map((value) => -Math.log(1 - random.next()) / (0.5 + value));
  const categories = [0, 1, 2, 3];
  const twoWay = { model: 'twoWay', type: 'agreement', unit: 'average' } as const;
  return {
    alpha: krippendorffAlpha(ratings, { metric: 'ordinal' }),
    bootstrap: bootstrapAgreement(
      ratings,
      { name: 'krippendorffAlpha', metric: 'interval' },
      { random: seededRandom(11), replicates: 500 },
    ),
    kappa: cohenKappa(two, { weights: 'quadratic' }),
    gwet: gwetAc(ratings, { categories, weights: 'ordinal' }),
    intraclass: intraclassCorrelation(ratings, twoWay),
    dawidSkene: dawidSkene(ratings),
    severity: raterSeverity(ratings),
    bradleyTerry: bradleyTerry(3, [
      { first: 0, second: 1, firstWins: 5, secondWins: 3 },
      { first: 1, second: 2, firstWins: 4, secondWins: 3 },
      { first: 2, second: 0, firstWins: 2, secondWins: 6 },
    ]),
    spearman: spearman(x, y),
    tau: kendallTauB(x, y),
    auc: rocAuc(outcome, x),
    brier: brierScore(outcome, x),
    chart: xBarChart(rows.map((row) => row.map((value) => value ?? 0))),
    holm: holm(x),
    binomial: binomialTest(41, 60),
    exact: clopperPearson(3, 60),
    linear: leastSquares([x], y),
    ridge: ridge([x, time], y, { penalty: 0.5 }),
    logistic: logisticRegression([x], outcome),
    cox: coxRegression([x], time, outcome),
    logRank: logRank(
      time,
      outcome,
      x.map((value) => value > 0.5),
    ),
    plan: acceptancePlan({ lot: 5000, rejectableRate: 0.04, acceptableRate: 0.01 }),
  };
}

/** The level itself, or one beside it. */
function near(level: number, chance: number): number {
  if (chance < 0.7) return level;
  return chance < 0.85 ? Math.max(0, level - 1) : Math.min(3, level + 1);
}
