import { dawidSkene } from '../../src/aggregation/dawid-skene.ts';
import { raterSeverity } from '../../src/aggregation/rater-severity.ts';
import type { Group } from '../group.ts';
import { simulateLabels, simulateScores } from '../simulate.ts';

/** Enough to leave coding and sorting the labels, done once, a small part. The scripts do as many. */
const iterations = 10;

export function aggregation(): Group {
  const labels = simulateLabels(100_000);
  const scores = simulateScores(5000, 100);
  return {
    cases: [
      {
        name: 'Dawid–Skene, 100,000 tasks × 5 labels × 500 workers, per iteration',
        work: () => dawidSkene(labels, { maximumIterations: iterations, tolerance: 0 }).value,
        times: iterations,
        noted: { tool: 'crowd-kit', seconds: 0.3 },
        goal: { tool: 'crowd-kit', atLeast: 2 },
      },
      {
        name: 'Crossed random effects, 15,000 ratings, 5,000 items × 100 raters',
        work: () => raterSeverity(scores).criterion,
        noted: { tool: 'lme4', seconds: 0.23 },
        goal: { tool: 'lme4', atLeast: 1 },
      },
    ],
    scripts: [
      { file: 'dawid_skene.py', program: 'python', packages: ['numpy'] },
      { file: 'crowd_kit.py', program: 'python', packages: ['crowdkit'] },
      { file: 'lme4.R', program: 'r', packages: ['lme4'] },
    ],
    files: {
      'labels.unit': labels.unit,
      'labels.rater': labels.rater,
      'labels.value': labels.value,
      'scores.unit': scores.unit,
      'scores.rater': scores.rater,
      'scores.value': scores.value,
    },
  };
}
