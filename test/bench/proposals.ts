import { clopperPearson } from '@assay/scoring/proportions/clopper-pearson';
import type { KpiInput } from '@assay/server/modules/kpi/rules/input';
import type {
  ProposalEvidence,
  ProposalRequest,
} from '@assay/server/modules/proposals/rules/evidence';
import { propose } from '@assay/server/modules/proposals/rules/propose';
import { retest } from '@assay/server/modules/proposals/rules/retest';
import { plantedInput, plantedWeights } from '../support/planted-input.ts';
import { type Row, type Section, shown } from './report.ts';

const request: ProposalRequest = {
  ...{ outcome: 'resolved', floor: 0, cap: 1, maximalStep: null, rounding: 0.01 },
  ...{ folds: 5, replicates: 1_000, level: 0.95, seed: 1 },
};
const tickets = 3_000;
const seeds = { nothing: 1_000, planted: 100, best: 200, smaller: 100 } as const;
const falseMax = 0.07;
const foundMin = 90;
const coveredMin = 90;
const largest = 1_000_000;
/** Tickets that tell what weights really bring. */
const truthTickets = 100_000;

interface Runs {
  readonly found: readonly ProposalEvidence[];
  readonly better: number;
  readonly milliseconds: number;
}

/** How often weights are proposed where they should be, and where they should not, and how fast. */
export function measureProposals(): Section {
  const nothing = run(seeds.nothing, (seed) => plantedInput({ seed, tickets, kind: 'NULL' }));
  const planted = run(seeds.planted, (seed) => plantedInput({ seed, tickets, kind: 'PLANTED' }));
  const truth = plantedInput({ seed: 1_000_000, tickets: truthTickets, kind: 'PLANTED' });
  const right = weightsOf(propose(truth, request));
  const best = run(seeds.best, (seed) =>
    reweighed(plantedInput({ seed, tickets, kind: 'PLANTED' }), right),
  );
  const covered = planted.found.filter((one) => covers(one, truth)).length;
  const falsely = clopperPearson(nothing.better, seeds.nothing).interval?.high ?? 1;
  const rows: Row[] = [
    {
      what: `nothing planted, ${shown(seeds.nothing)} seeds`,
      value: `${nothing.better} proposed`,
      goal: {
        text: `95 % Clopper–Pearson bound of false proposals at most ${shown(100 * falseMax)} % (${shown(100 * falsely)} %)`,
        met: falsely <= falseMax,
      },
    },
    {
      what: `today’s weights are the best already, ${seeds.best} seeds`,
      value: `${best.better} proposed`,
      goal: {
        text: 'the same bound',
        met: (clopperPearson(best.better, seeds.best).interval?.high ?? 1) <= falseMax,
      },
    },
    {
      what: `Accuracy and Policy planted, ${seeds.planted} seeds`,
      value: `${planted.better} proposed`,
      goal: { text: `${foundMin} of ${seeds.planted}`, met: planted.better >= foundMin },
    },
    {
      what: 'the interval of the gain holds what the weights bring on 100,000 other tickets',
      value: `${covered} of ${seeds.planted}`,
      goal: { text: `${coveredMin} of ${seeds.planted}`, met: covered >= coveredMin },
    },
    ...[1_000, 2_000].map((size): Row => {
      const { better, milliseconds } = run(seeds.smaller, (seed) =>
        plantedInput({ seed, tickets: size, kind: 'PLANTED' }),
      );
      return {
        what: `the same planted in ${shown(size)} tickets`,
        value: `${better} of ${seeds.smaller} proposed, ${shown(milliseconds)} ms each`,
      };
    }),
    { what: 'time of a proposal', value: `${shown(planted.milliseconds)} ms` },
    largestRow(),
  ];
  return {
    title: 'Weight proposals',
    setting: `Tables of ${shown(tickets)} tickets and three dimensions, weighted .5, .3 and .2 today, with a fresh seed each; where something is
      planted, resolution follows Accuracy and Policy and hardly Tone. Five folds of whole customers, 1,000 resamples, one thread.`,
    rows,
    remarks: [
      'What was planted brings about .012 of AUC over today’s weights: fewer tickets show it less often, as the smaller tables say.',
    ],
  };
}

function run(count: number, inputOf: (seed: number) => KpiInput): Runs {
  const found: ProposalEvidence[] = [];
  let milliseconds = 0;
  for (let seed = 1; seed <= count; seed++) {
    const input = inputOf(seed);
    const begun = performance.now();
    found.push(propose(input, { ...request, seed }));
    milliseconds += (performance.now() - begun) / count;
  }
  return {
    ...{ found, milliseconds },
    better: found.filter(({ verdict }) => verdict === 'BETTER').length,
  };
}

const weightsOf = ({ weights }: ProposalEvidence): Record<string, number> =>
  Object.fromEntries(weights.map(({ key, proposed, today }) => [key, proposed ?? today]));

/** Whether the interval holds the gain of the very weights on tickets that nobody has seen. */
function covers(evidence: ProposalEvidence, truth: KpiInput): boolean {
  const { interval } = evidence.gain;
  const { value } = retest(
    truth,
    // only the value is looked at
    { ...request, replicates: 2 },
    { today: plantedWeights, proposed: weightsOf(evidence), since: 0 },
  );
  return interval !== null && value !== null && interval.low <= value && value <= interval.high;
}

/** The same tickets under other weights of today. */
function reweighed(input: KpiInput, weights: Readonly<Record<string, number>>): KpiInput {
  const [composite, ...dimensions] = input.scores;
  if (composite === undefined) throw new Error('a table has a composite');
  const value = composite.value.map((_, row) =>
    dimensions.reduce((sum, one) => sum + (weights[one.key] ?? 0) * (one.value[row] ?? 0), 0),
  );
  return {
    ...input,
    gated: value,
    scores: [
      { ...composite, value, gated: value },
      ...dimensions.map((one) => ({ ...one, weight: weights[one.key] ?? 0 })),
    ],
  };
}

function largestRow(): Row {
  const input = plantedInput({ seed: 1, tickets: largest, kind: 'PLANTED', idle: 3 });
  const begun = performance.now();
  propose(input, request);
  return {
    what: `${shown(largest)} tickets of six dimensions`,
    value: `${shown((performance.now() - begun) / 1_000)} s`,
  };
}
