import { backward, factorize, forward, inverseOf } from './cholesky.ts';

export type Method = 'reml' | 'ml';

/** The fit for given ratios of the two variances to the residual variance. */
export interface Profile {
  /** The REML criterion, or −2 log-likelihood. */
  readonly criterion: number;
  readonly residualVariance: number;
  /** Relative to the centre of the data. */
  readonly intercept: number;
  readonly interceptError: number;
}

/** An effect of one level and its standard deviation given the data. */
export interface Predicted {
  readonly value: number;
  readonly standardError: number;
}

/**
 * Scores as intercept + effect of one factor with many levels + effect of another with few + error,
 * with the criterion profiled over the intercept and the residual variance.
 *
 * The factor with many levels has a diagonal block, which is eliminated; what is left has the size
 * of the other factor.
 *
 * @see Bates, Mächler, Bolker and Walker (2015), Journal of Statistical Software 67(1), section 3;
 *   Henderson (1953), Biometrics 9:226–252, for the equations
 */
export interface CrossedEffects {
  profile(manyRatio: number, fewRatio: number): Profile | null;
  predict(
    manyRatio: number,
    fewRatio: number,
  ): { readonly many: readonly Predicted[]; readonly few: readonly Predicted[] };
}

/** The entries of one rating table, sorted by the factor with many levels. */
interface Table {
  readonly start: Int32Array;
  readonly few: Int32Array;
  readonly score: Float64Array;
  readonly manyLevels: number;
  readonly fewLevels: number;
}

export function crossedEffects(
  many: Int32Array,
  few: Int32Array,
  scores: Float64Array,
  levels: { readonly many: number; readonly few: number },
  method: Method,
): CrossedEffects {
  const table = sortByMany(many, few, scores, levels);
  const { start, manyLevels, fewLevels: size } = table;
  const count = scores.length;
  const squares = scores.reduce((sum, score) => sum + score * score, 0);
  const sums = new Float64Array(manyLevels);
  for (let i = 0; i < manyLevels; i += 1)
    for (let t = start[i] ?? 0; t < (start[i + 1] ?? 0); t += 1)
      sums[i] = (sums[i] ?? 0) + (table.score[t] ?? 0);
  const addGram = gramOf(table);
  const factor = new Float64Array(size * size);
  const ones = new Float64Array(size);
  const ys = new Float64Array(size);

  /** Everything at one pair of ratios; `factor` holds I + few ratio × what elimination leaves. */
  function eliminate(manyRatio: number, fewRatio: number) {
    factor.fill(0);
    ones.fill(0);
    ys.fill(0);
    let logDeterminant = 0;
    let [oneOne, oneY, yY] = [0, 0, squares];
    for (let i = 0; i < manyLevels; i += 1) {
      const from = start[i] ?? 0;
      const to = start[i + 1] ?? 0;
      const divisor = 1 + manyRatio * (to - from);
      const sum = sums[i] ?? 0;
      const shrunk = (manyRatio * sum) / divisor;
      logDeterminant += Math.log(divisor);
      oneOne += (to - from) / divisor;
      oneY += sum / divisor;
      yY -= shrunk * sum;
      for (let t = from; t < to; t += 1) {
        const r = table.few[t] ?? 0;
        ones[r] = (ones[r] ?? 0) + 1 / divisor;
        ys[r] = (ys[r] ?? 0) + (table.score[t] ?? 0) - shrunk;
        factor[r * size + r] = (factor[r * size + r] ?? 0) + fewRatio;
      }
    }
    addGram(factor, (n) => (-fewRatio * manyRatio) / (1 + manyRatio * n));
    for (let r = 0; r < size; r += 1) factor[r * size + r] = (factor[r * size + r] ?? 0) + 1;
    const remaining = factorize(factor, size);
    if (remaining === null) return null;
    const [l1, ly] = [forward(factor, size, ones), forward(factor, size, ys)];
    oneOne -= fewRatio * dot(l1, l1);
    oneY -= fewRatio * dot(l1, ly);
    yY -= fewRatio * dot(ly, ly);
    return { logDeterminant: logDeterminant + remaining, oneOne, oneY, yY, l1, ly };
  }

  function profile(manyRatio: number, fewRatio: number): Profile | null {
    const parts = eliminate(manyRatio, fewRatio);
    if (parts === null) return null;
    const { logDeterminant, oneOne, oneY, yY } = parts;
    const residual = yY - oneY ** 2 / oneOne;
    const degrees = method === 'reml' ? count - 1 : count;
    const residualVariance = residual / degrees;
    if (!(residualVariance > 0)) return null;
    const penalty = method === 'reml' ? Math.log(oneOne) : 0;
    return {
      criterion:
        logDeterminant + penalty + degrees * (1 + Math.log(2 * Math.PI * residualVariance)),
      residualVariance,
      intercept: oneY / oneOne,
      interceptError: Math.sqrt(residualVariance / oneOne),
    };
  }

  return {
    profile,
    predict(manyRatio, fewRatio) {
      const fit = profile(manyRatio, fewRatio);
      const parts = eliminate(manyRatio, fewRatio);
      if (fit === null || parts === null) throw new Error('prediction needs a fitted profile');
      const { residualVariance, intercept } = fit;
      const right = parts.ly.map((y, r) => fewRatio * (y - intercept * (parts.l1[r] ?? 0)));
      const effects = backward(factor, size, right);
      const inverse = inverseOf(factor, size);
      return {
        few: Array.from(effects, (value, r) => ({
          value,
          standardError: Math.sqrt(residualVariance * fewRatio * (inverse[r * size + r] ?? 0)),
        })),
        many: Array.from({ length: manyLevels }, (_, i) => {
          const entries = table.few.subarray(start[i] ?? 0, start[i + 1] ?? 0);
          const divisor = 1 + manyRatio * entries.length;
          let left = (sums[i] ?? 0) - entries.length * intercept;
          let spread = 0;
          for (const r of entries) {
            left -= effects[r] ?? 0;
            for (const q of entries) spread += inverse[r * size + q] ?? 0;
          }
          const variance = manyRatio / divisor + (manyRatio / divisor) ** 2 * fewRatio * spread;
          return {
            value: (manyRatio / divisor) * left,
            standardError: Math.sqrt(residualVariance * variance),
          };
        }),
      };
    },
  };
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

function sortByMany(
  many: Int32Array,
  few: Int32Array,
  scores: Float64Array,
  levels: { readonly many: number; readonly few: number },
): Table {
  const start = new Int32Array(levels.many + 1);
  for (const i of many) start[i + 1] = (start[i + 1] ?? 0) + 1;
  for (let i = 0; i < levels.many; i += 1) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const free = start.slice();
  const sorted = { few: new Int32Array(few.length), score: new Float64Array(few.length) };
  for (const [t, i] of many.entries()) {
    const at = free[i] ?? 0;
    sorted.few[at] = few[t] ?? 0;
    sorted.score[at] = scores[t] ?? 0;
    free[i] = at + 1;
  }
  return { start, ...sorted, manyLevels: levels.many, fewLevels: levels.few };
}

/**
 * Adds Σ weight(nᵢ) cᵢcᵢᵀ to the lower triangle, where cᵢ counts the entries of level i and nᵢ is
 * their number: entry by entry, or, where that is less work, from one sum for each distinct nᵢ.
 */
function gramOf({ start, few, manyLevels, fewLevels: size }: Table) {
  const add = (target: Float64Array, i: number, weight: number) => {
    const to = start[i + 1] ?? 0;
    for (let t = start[i] ?? 0; t < to; t += 1) {
      const row = (few[t] ?? 0) * size;
      for (let s = start[i] ?? 0; s < to; s += 1) {
        const at = row + (few[s] ?? 0);
        target[at] = (target[at] ?? 0) + weight;
      }
    }
  };
  const entriesOf = (i: number) => (start[i + 1] ?? 0) - (start[i] ?? 0);
  let work = 0;
  const distinct = new Set<number>();
  for (let i = 0; i < manyLevels; i += 1) {
    work += entriesOf(i) ** 2;
    distinct.add(entriesOf(i));
  }
  if (distinct.size * size * size > work)
    return (target: Float64Array, weight: (n: number) => number) => {
      for (let i = 0; i < manyLevels; i += 1) add(target, i, weight(entriesOf(i)));
    };
  const grams = new Map([...distinct].map((n) => [n, new Float64Array(size * size)]));
  for (let i = 0; i < manyLevels; i += 1) {
    const gram = grams.get(entriesOf(i));
    if (gram !== undefined) add(gram, i, 1);
  }
  return (target: Float64Array, weight: (n: number) => number) => {
    for (const [n, gram] of grams) {
      const scale = weight(n);
      for (let at = 0; at < gram.length; at += 1)
        target[at] = (target[at] ?? 0) + scale * (gram[at] ?? 0);
    }
  };
}
