import { analyse } from '@assay/server/modules/kpi/rules/analyse';
import type { KpiInput, OutcomeColumn, ScoreColumn } from '@assay/server/modules/kpi/rules/input';
import type { KpiEstimate } from '@assay/server/modules/kpi/rules/result';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRequest } from '../support/kpi-request.ts';

const column = (n: number, values: fc.Arbitrary<number>) =>
  fc
    .array(fc.oneof({ weight: 6, arbitrary: values }, fc.constant(Number.NaN)), {
      ...{ minLength: n, maxLength: n },
    })
    .map((made) => Float64Array.from(made));
const codes = (n: number, levels: number) =>
  fc
    .array(fc.integer({ min: -1, max: levels - 1 }), { minLength: n, maxLength: n })
    .map((made) => Int32Array.from(made));
const tier = fc.constantFrom(0, 0.5, 1);

function score(n: number, key: string): fc.Arbitrary<ScoreColumn> {
  const ratings = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n });
  const values = fc.oneof(column(n, tier), column(n, fc.constant(1)));
  return fc.tuple(values, ratings).map(([value, counts]) => ({
    ...{ key, label: key, locked: false, weight: key === 'composite' ? null : 0.5 },
    ...{ value, gated: value, ratings: Int32Array.from(counts) },
    within: Float64Array.from(counts, (count) => (count > 1 ? 0.1 : 0)),
  }));
}

function outcome(n: number, kind: OutcomeColumn['kind']): fc.Arbitrary<OutcomeColumn> {
  const wild = fc.double({ min: -1e150, max: 1e150, noNaN: true });
  const values = {
    NUMBER: fc.oneof(column(n, tier), column(n, wild), column(n, fc.constant(3))),
    YES_NO: fc.oneof(column(n, fc.constantFrom(0, 1)), column(n, fc.constant(0))),
    TIME: fc.oneof(
      column(n, fc.integer({ min: 0, max: 4 })),
      column(n, fc.double({ min: 0, max: 1e12, noNaN: true })),
    ),
  }[kind];
  const ends = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n }),
    fc.constant(new Array<number>(n).fill(0)),
  );
  return fc.tuple(values, ends, fc.boolean()).map(([value, ending, isAsked]) => ({
    ...{ key: kind, label: kind, kind, unit: '[0, 1]', higherIsBetter: true, value },
    ending: kind === 'TIME' ? Uint8Array.from(ending) : null,
    asked: isAsked ? Uint8Array.from(ending, (code) => (code > 0 ? 1 : 0)) : null,
  }));
}

const tables: fc.Arbitrary<KpiInput> = fc
  .oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 18, max: 70 }))
  .chain((n) => {
    const factor = (key: string, levels: number) =>
      codes(n, levels).map((made) => ({
        ...{ key, label: key, codes: made },
        levels: Array.from({ length: levels }, (_, level) => `${key} ${level}`),
      }));
    return fc.record({
      n: fc.constant(n),
      tickets: fc.constant(new Uint8Array(16 * n)),
      scores: fc.tuple(score(n, 'composite'), score(n, 'tone')),
      gated: fc.constant(new Float64Array(n)),
      failedAll: fc.constant(new Float64Array(n)),
      outcomes: fc.tuple(outcome(n, 'NUMBER'), outcome(n, 'YES_NO'), outcome(n, 'TIME')),
      openedAt: fc.constant(new Float64Array(n)),
      cluster: fc.oneof(fc.constant(null), factor('customer', 1), factor('customer', 6)),
      confounders: fc.oneof(fc.constant([]), fc.tuple(factor('channel', 2), factor('agent', 9))),
      strata: fc.oneof(
        fc.constant([]),
        fc.tuple(factor('model', 2)),
        fc.tuple(factor('rubric_version', 2), factor('month', 3)),
      ),
      samplingWeights: fc.oneof(
        fc.constant(null),
        fc
          .array(fc.double({ min: 1, max: 20, noNaN: true }), { minLength: n, maxLength: n })
          .map((made) => Float64Array.from(made)),
      ),
      selection: fc.constant([]),
      notes: fc.constant([]),
    });
  });

/** Every figure of a result, wherever it stands. */
function estimatesIn(value: unknown): KpiEstimate[] {
  if (typeof value !== 'object' || value === null) return [];
  // whatever names a coefficient is an estimate
  const own = 'coefficient' in value ? [value as KpiEstimate] : [];
  return [...own, ...Object.values(value).flatMap(estimatesIn)];
}

function requireFinite(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) requireFinite(part, `${path}.${key}`);
}

describe('any table', () => {
  it('gives figures in bounds or their reasons, never an error, never NaN', () => {
    fc.assert(
      fc.property(tables, fc.boolean(), (input, poolVersions) => {
        const result = analyse(input, { ...plainRequest, replicates: 20, poolVersions }, 1);
        requireFinite(result, 'result');
        expect(result.pairs).toHaveLength(6);
        for (const { coefficient, value, undefinedBecause, interval, p } of estimatesIn(result)) {
          expect(value === null).toBe(undefinedBecause !== null);
          if (value === null) expect([interval, p]).toEqual([null, null]);
          if (p !== null) expect(p >= 0 && p <= 1).toBe(true);
          if (value === null || interval === null) continue;
          expect(interval.low).toBeLessThanOrEqual(value + 1e-9 * Math.abs(value));
          expect(interval.high).toBeGreaterThanOrEqual(value - 1e-9 * Math.abs(value));
          if (coefficient === 'AUC' || coefficient === 'CONCORDANCE') {
            expect(interval.low >= 0 && interval.high <= 1).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
