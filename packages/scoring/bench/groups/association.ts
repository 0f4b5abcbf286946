import { kendallTauB } from '../../src/association/kendall-tau-b.ts';
import { rocAuc } from '../../src/association/roc-auc.ts';
import { spearman } from '../../src/association/spearman.ts';
import { concordanceIndex } from '../../src/survival/concordance-index.ts';
import { coxRegression } from '../../src/survival/cox-regression.ts';
import type { Group } from '../group.ts';
import { simulateCases } from '../simulate.ts';

export function association(): Group {
  const cases = simulateCases(100_000);
  const { x, y, outcome, time, status } = cases;
  return {
    cases: [
      {
        name: 'Kendall τ-b with error and p, 100,000 pairs',
        work: () => kendallTauB(x, y).value,
        noted: { tool: 'SciPy', seconds: 0.021 },
        goal: { tool: 'SciPy', atLeast: 1 },
      },
      {
        name: 'Spearman, 100,000 pairs',
        work: () => spearman(x, y).value,
        goal: { tool: 'SciPy', atLeast: 1 },
      },
      {
        name: 'AUC with DeLong interval, 100,000 cases',
        work: () => rocAuc(outcome, x).standardError,
        noted: { tool: 'pROC', seconds: 0.063 },
        goal: { tool: 'pROC', atLeast: 1 },
      },
      {
        name: 'Cox, one covariate, 100,000 cases',
        work: () => coxRegression([x], time, status).coefficients?.[0]?.value,
        noted: { tool: 'survival', seconds: 0.34 },
        goal: { tool: 'survival', atLeast: 1 },
      },
      {
        name: 'Concordance index with error, 100,000 cases',
        work: () => concordanceIndex(time, status, x).standardError,
        goal: { tool: 'survival', atLeast: 1 },
      },
    ],
    scripts: [
      { file: 'scipy_ranks.py', program: 'python', packages: ['scipy'] },
      { file: 'proc.R', program: 'r', packages: ['pROC'] },
      { file: 'survival.R', program: 'r', packages: ['survival'] },
    ],
    files: cases,
  };
}
