import { type SeededRandom, seededRandom } from '@assay/scoring/sampling/seeded-random';
import type {
  Factor,
  KpiInput,
  OutcomeColumn,
  ScoreColumn,
} from '@assay/server/modules/kpi/rules/input';

interface Planting {
  readonly seed: number;
  readonly tickets: number;
  /** PLANTED: resolution follows Accuracy and Policy, satisfaction Tone. NULL: nothing follows anything. */
  readonly kind: 'PLANTED' | 'NULL';
  /** More dimensions that go with nothing, for large tables. */
  readonly idle?: number;
  /** Tickets of one customer; two unless told. */
  readonly each?: number;
  /**
   * Deviation of what a customer brings along to the quality of all answers given to them and, apart
   * from it, to all their outcomes; 0 unless told.
   */
  readonly alike?: number;
}

/** Weights of the rubric that was planted. */
export const plantedWeights = { accuracy: 0.5, tone: 0.3, policy: 0.2 } as const;
const tiers = [0, 0.6, 1] as const;
const models = ['support-1', 'support-2'] as const;
const channels = ['chat', 'email'] as const;
const months = 6;
const monthSeconds = 2_629_800;
const start = Date.UTC(2026, 0, 1) / 1_000;

/** Log odds of resolution by the true quality of a dimension. */
const resolution = { accuracy: 3, tone: 0.1, policy: 2 } as const;

/**
 * An input table of tickets with a known truth: three dimensions of three tiers, judged by one to
 * three raters with noise; resolution by Accuracy and Policy; satisfaction by Tone, unanswered by
 * three in five and more often by the unhappy; times with open tickets censored and escalation in
 * competition; the channel moves both scores and outcomes, so it confounds.
 */
export function plantedInput(planting: Planting): KpiInput {
  const { seed, tickets: n, kind, idle = 0, each = 2, alike = 0 } = planting;
  const random = seededRandom(seed);
  const linked = kind === 'PLANTED' ? 1 : 0;
  const floats = () => new Float64Array(n).fill(Number.NaN);
  const keys = [
    'accuracy',
    'tone',
    'policy',
    ...Array.from({ length: idle }, (_, i) => `idle${i}`),
  ];
  const columns = keys.map(() => ({
    value: floats(),
    ratings: new Int32Array(n),
    within: new Float64Array(n),
  }));
  const composite = { value: floats(), ratings: new Int32Array(n), within: new Float64Array(n) };
  const [resolved, csat, time, reopens] = [floats(), floats(), floats(), floats()];
  const ending = new Uint8Array(n);
  const asked = new Uint8Array(n);
  const openedAt = new Float64Array(n);
  const codes = {
    channel: new Int32Array(n),
    model: new Int32Array(n),
    month: new Int32Array(n),
    customer: new Int32Array(n),
  };
  const tickets = new Uint8Array(16 * n);
  const view = new DataView(tickets.buffer);
  const customers = Math.max(1, Math.floor(n / each));
  const brought = broughtBy(customers, alike, seed);
  const quality = new Float64Array(keys.length);
  const ratings = new Float64Array(keys.length);
  for (let i = 0; i < n; i++) {
    view.setUint32(16 * i + 12, i);
    const channel = random.integer(2);
    codes.channel[i] = channel;
    codes.model[i] = random.integer(2);
    const customer = random.integer(customers);
    codes.customer[i] = customer;
    const [better = 0, easier = 0] = brought[customer] ?? [];
    openedAt[i] = start + random.next() * months * monthSeconds;
    codes.month[i] = Math.min(months - 1, Math.floor(((openedAt[i] ?? 0) - start) / monthSeconds));
    // chat answers are better, and chat tickets are resolved more often whatever the answer
    for (let d = 0; d < keys.length; d++) {
      quality[d] = clamp(0.55 + better + 0.15 * (channel === 0 ? 1 : -1) + 0.3 * normal(random));
    }
    const k = 1 + random.integer(3);
    const sums = new Float64Array(keys.length + 1);
    const squares = new Float64Array(keys.length + 1);
    for (let r = 0; r < k; r++) {
      let whole = 0;
      for (let d = 0; d < keys.length; d++) {
        const rated = tierOf((quality[d] ?? 0) + 0.12 * normal(random));
        ratings[d] = rated;
        sums[d] = (sums[d] ?? 0) + rated;
        squares[d] = (squares[d] ?? 0) + rated ** 2;
        whole += rated * weightOf(keys[d] ?? '');
      }
      sums[keys.length] = (sums[keys.length] ?? 0) + whole;
      squares[keys.length] = (squares[keys.length] ?? 0) + whole ** 2;
    }
    for (const [d, column] of [...columns, composite].entries()) {
      const sum = sums[d] ?? 0;
      column.value[i] = sum / k;
      column.ratings[i] = k;
      column.within[i] = Math.max(0, (squares[d] ?? 0) - sum ** 2 / k);
    }
    const [accuracy = 0, tone = 0, policy = 0] = quality;
    const push =
      resolution.accuracy * (accuracy - 0.55) +
      resolution.tone * (tone - 0.55) +
      resolution.policy * (policy - 0.55);
    const odds = linked * push + linked * (channel === 0 ? 0.6 : -0.6) + 0.4 + 6 * easier;
    const rate = Math.exp(0.5 * odds) / 40_000;
    const until = exponential(random, rate);
    const escalation = exponential(random, 1 / 250_000);
    const followed = 20_000 + random.next() * 180_000;
    const end = Math.min(until, escalation, followed);
    time[i] = end;
    ending[i] = end === until ? 1 : end === escalation ? 2 : 0;
    resolved[i] = random.next() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
    reopens[i] = random.next() < 0.1 ? 1 : 0;
    const happy = clamp(0.5 + easier + linked * 0.9 * (tone - 0.55) + 0.22 * normal(random));
    asked[i] = 1;
    // of the unhappy fewer answer
    if (random.next() < 0.2 + 0.4 * happy) csat[i] = Math.round(4 * happy) / 4;
  }
  const scores: ScoreColumn[] = [
    { key: 'composite', label: 'Composite', locked: false, weight: null, ...gatedAs(composite) },
    ...keys.map((key, d) => ({
      ...{ key, label: key, locked: false, weight: weightOf(key) },
      ...gatedAs(columns[d] ?? composite),
    })),
  ];
  const outcome = (
    key: string,
    about: Pick<OutcomeColumn, 'kind' | 'unit' | 'higherIsBetter' | 'value'> &
      Partial<OutcomeColumn>,
  ): OutcomeColumn => ({ key, label: key, ending: null, asked: null, ...about });
  const factor = (key: keyof typeof codes, levels: readonly string[]): Factor => ({
    ...{ key, label: key, levels, codes: codes[key] },
  });
  return {
    n,
    tickets,
    scores,
    gated: composite.value.slice(),
    failedAll: new Float64Array(n),
    outcomes: [
      outcome('resolved', {
        kind: 'YES_NO',
        unit: 'yes/no',
        higherIsBetter: true,
        value: resolved,
      }),
      outcome('csat', { kind: 'NUMBER', unit: '[0, 1]', higherIsBetter: true, value: csat, asked }),
      outcome('full_resolution:calendar', {
        ...{ kind: 'TIME', unit: 'seconds', higherIsBetter: false, value: time, ending },
      }),
      outcome('reopens', { kind: 'NUMBER', unit: 'times', higherIsBetter: false, value: reopens }),
    ],
    openedAt,
    cluster: factor(
      'customer',
      Array.from({ length: customers }, (_, c) => `customer ${c}`),
    ),
    confounders: [factor('channel', channels)],
    strata: [
      factor('model', models),
      factor(
        'month',
        Array.from({ length: months }, (_, m) => `2026-0${m + 1}`),
      ),
    ],
    samplingWeights: null,
    selection: [],
    notes: [],
  };
}

/** Per customer, what they bring along to scores and to outcomes. */
function broughtBy(customers: number, alike: number, seed: number): readonly number[][] {
  if (alike === 0) return [];
  const random = seededRandom(seed + 2 ** 40);
  return Array.from({ length: customers }, () => [alike * normal(random), alike * normal(random)]);
}

interface Rated {
  readonly value: Float64Array;
  readonly ratings: Int32Array;
  readonly within: Float64Array;
}
/** No red line struck anything. */
const gatedAs = (column: Rated) => ({ ...column, gated: column.value.slice() });

function weightOf(key: string): number {
  return key === 'accuracy' || key === 'tone' || key === 'policy' ? plantedWeights[key] : 0;
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));

function tierOf(value: number): number {
  return value < 0.35 ? tiers[0] : value < 0.7 ? tiers[1] : tiers[2];
}

/** A standard normal number, by Box and Muller. */
function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

const exponential = (random: SeededRandom, rate: number): number =>
  -Math.log(1 - random.next()) / rate;
