import type { CsatScale } from '../../__generated__/graphql.ts';
import { strings } from './strings.ts';

const s = strings.satisfaction;

/** What the worst and the best answer of a scale are in its own numbers. */
interface Scale {
  readonly worst: number;
  readonly best: number;
  /** The answers by name, from the worst, one a number; null where any number between the two is one. */
  readonly answers: readonly string[] | null;
}

/** Whole numbers. */
const whole = (worst: number, best: number): Scale => ({
  ...{ worst, best },
  answers: Array.from({ length: best - worst + 1 }, (_, at) => `${worst + at}`),
});
const scales: Readonly<Record<CsatScale, Scale>> = {
  GOOD_BAD: { worst: 0, best: 1, answers: [s.bad, s.good] },
  ONE_TO_THREE: whole(1, 3),
  ONE_TO_FIVE: whole(1, 5),
  ONE_TO_SEVEN: whole(1, 7),
  ONE_TO_TEN: whole(1, 10),
  ZERO_TO_TEN: whole(0, 10),
  UNIT: { worst: 0, best: 1, answers: null },
  PERCENT: { worst: 0, best: 100, answers: null },
  // codes are names of ranks, not amounts
  FRESHDESK: { worst: 1, best: 7, answers: ['−103', '−102', '−101', '100', '101', '102', '103'] },
};

interface ApiBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}
/** A bar of a scale; its name where it is of one answer. */
interface ScaleBin extends ApiBin {
  readonly label?: string;
}

/** Where something in [0, 1] lies in the numbers of a scale. */
const onScale = (normalised: number, { worst, best }: Scale): number =>
  worst + normalised * (best - worst);

/**
 * Bins in [0, 1] as a scale's own answers: a bar around each of them, those that nobody gave too; or
 * the same bins where answers are no whole numbers.
 */
export function scaleBins(bins: readonly ApiBin[], name: CsatScale): readonly ScaleBin[] {
  const scale = scales[name];
  const { worst, answers } = scale;
  if (answers === null) {
    return bins.map(({ low, high, count }) => ({
      ...{ low: onScale(low, scale), high: onScale(high, scale), count },
    }));
  }
  // bins are half as wide as answers lie apart at most: the middle of each is nearest to what is in it
  const answerOf = ({ low, high }: ApiBin) => Math.round(onScale((low + high) / 2, scale)) - worst;
  return answers.map((label, at) => ({
    ...{ label, low: worst + at - 0.5, high: worst + at + 0.5 },
    count: bins.reduce((sum, bin) => sum + (answerOf(bin) === at ? bin.count : 0), 0),
  }));
}

/** Numbers and names along the axis of a scale; null where they are the numbers that any axis has. */
export function scaleTicks(
  name: CsatScale,
): { readonly ticks: readonly number[]; readonly text: (tick: number) => string } | null {
  const { worst, answers } = scales[name];
  if (answers === null) return null;
  return {
    ticks: answers.map((_, at) => worst + at),
    text: (tick) => answers[tick - worst] ?? '',
  };
}

/** What the ends of a scale mean. */
export function scaleAxis(name: CsatScale): string {
  const { worst, best, answers } = scales[name];
  return s.axis(answers?.at(0) ?? `${worst}`, answers?.at(-1) ?? `${best}`);
}

/** A figure in [0, 1], such as a mean, as people of that scale read it. */
export function scaleText(normalised: number, name: CsatScale): string {
  const scale = scales[name];
  const text = onScale(normalised, scale).toLocaleString('en', { maximumFractionDigits: 2 });
  return name === 'FRESHDESK' ? s.rank(text, scale.best) : text;
}
