import { rocAuc } from '@assay/scoring/association/roc-auc';
import { spearman } from '@assay/scoring/association/spearman';
import { type SeededRandom, seededRandom } from '@assay/scoring/sampling/seeded-random';
import { concordanceIndex } from '@assay/scoring/survival/concordance-index';

export const dimensionKeys = ['accuracy', 'tone', 'policy'] as const;
/** Points of the tiers of the usual rubric. */
const tierValues: readonly number[] = [0, 0.5, 1];
/** Weights of the usual rubric. */
const weights: readonly number[] = [0.5, 0.3, 0.2];
const hourMs = 3_600_000;

/** A conversation of a support bot, how senior agents judged it, and what became of its ticket. */
export interface StoryTicket {
  readonly externalId: string;
  readonly channel: 'chat' | 'email';
  readonly openedAt: Date;
  /** Per judge the index of the tier, in the order of the dimensions. */
  readonly judged: readonly (readonly number[])[];
  /** Seconds; null where it is still open. */
  readonly resolvedAfter: number | null;
  /** From 1 to 5; null where the customer did not answer. */
  readonly csat: number | null;
}

interface Story {
  readonly seed: number;
  readonly count: number;
  readonly openedFrom: Date;
  /** Days over which they are opened. */
  readonly days: number;
  /** What their ids begin with. */
  readonly prefix: string;
}

/**
 * Tickets with a planted truth: a resolution follows accuracy and policy and not tone; satisfaction
 * follows tone, and three in five do not answer, the unhappy less often; chat has better answers, and
 * is resolved more often whatever the answer, so it confounds.
 */
export function storyTickets({ seed, count, openedFrom, days, prefix }: Story): StoryTicket[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const channel = random.integer(2) === 0 ? 'chat' : 'email';
    const push = channel === 'chat' ? 1 : -1;
    const quality = dimensionKeys.map(() => clamp(0.5 + 0.1 * push + 0.28 * normal(random)));
    const judged = Array.from({ length: 1 + random.integer(2) }, () =>
      quality.map((value) => tierOf(value + 0.06 * normal(random))),
    );
    const [accuracy = 0, tone = 0, policy = 0] = quality;
    const odds = 9 * (accuracy - 0.5) + 4 * (policy - 0.5) + 0.5 * push + 0.3;
    const isResolved = random.next() < 1 / (1 + Math.exp(-odds));
    const seconds = Math.ceil(-Math.log(1 - random.next()) * 40_000 * Math.exp(-odds / 2));
    const happy = clamp(0.5 + 0.9 * (tone - 0.5) + 0.2 * normal(random));
    const answers = random.next() < 0.2 + 0.4 * happy;
    return {
      ...{ externalId: `${prefix}${index}`, channel, judged },
      openedAt: new Date(openedFrom.getTime() + Math.floor((index * days * 24 * hourMs) / count)),
      resolvedAfter: isResolved ? Math.min(seconds, 5 * 86_400) : null,
      csat: answers ? 1 + Math.round(4 * happy) : null,
    };
  });
}

/** The tickets with their judgments as an import takes them. */
export const taskRows = (tickets: readonly StoryTicket[]) =>
  tickets.map(({ externalId, channel, judged }) => ({
    externalId,
    attributes: { channel },
    messages: [{ role: 'user', content: `Where is my order ${externalId}?` }],
    responses: [{ content: `About the order ${externalId}.`, model: 'support-1' }],
    judgments: judged.map((tiers, judge) => ({
      annotator: `senior ${judge + 1}`,
      scores: dimensionKeys.map((dimension, at) => ({ dimension, response: 0, tier: tiers[at] })),
    })),
  }));

/** What the primary figures of a run come to over very many such tickets: the truth. */
export function truthOf(seed: number) {
  const about = { openedFrom: new Date(0), days: 1, prefix: '' };
  const many = storyTickets({ ...about, seed, count: 40_000 });
  const score = (key: (typeof dimensionKeys)[number] | 'composite', of: readonly StoryTicket[]) =>
    Float64Array.from(of, ({ judged }) => {
      const means = dimensionKeys.map((_key, at) => {
        const values = judged.map((tiers) => tierValues[tiers[at] ?? 0] ?? 0);
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      });
      return key === 'composite'
        ? means.reduce((sum, mean, at) => sum + mean * (weights[at] ?? 0), 0)
        : (means[dimensionKeys.indexOf(key)] ?? 0);
    });
  const resolved = many.map(({ resolvedAfter }) => (resolvedAfter === null ? 0 : 1));
  const times = many.map(({ resolvedAfter }) => resolvedAfter ?? Number.MAX_SAFE_INTEGER);
  const answered = many.filter(({ csat }) => csat !== null);
  const ratings = answered.map(({ csat }) => csat ?? 0);
  const auc = (key: Parameters<typeof score>[0]) => rocAuc(resolved, score(key, many)).value;
  return [
    ['accuracy', 'resolved', auc('accuracy')],
    ['tone', 'resolved', auc('tone')],
    ['policy', 'resolved', auc('policy')],
    ['composite', 'resolved', auc('composite')],
    ['tone', 'csat', spearman(score('tone', answered), ratings).value],
    [
      'accuracy',
      'full_resolution:calendar',
      concordanceIndex(times, resolved, score('accuracy', many)).value,
    ],
  ] as const;
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
const tierOf = (value: number): number => (value < 0.35 ? 0 : value < 0.7 ? 1 : 2);

/** A standard normal number, by Box and Muller. */
const normal = (random: SeededRandom): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** A list in another order, the same for the same seed. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((value) => ({ value, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
