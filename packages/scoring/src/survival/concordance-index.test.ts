import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as miller from '../../published/miller-1981.ts';
import { rocAuc } from '../association/roc-auc.ts';
import { testFixture } from '../testing/fixture.ts';
import { concordanceIndex } from './concordance-index.ts';

interface Input {
  readonly time: number[];
  readonly status: number[];
  readonly group?: number[];
  readonly x?: number[];
}

describe('concordanceIndex', () => {
  for (const id of ['surv-aml', 'surv-veteran-karno']) {
    testFixture<Input, object>(id, ({ input, expected, compare, omit }) => {
      // The fitted risk falls with the Karnofsky score.
      const score = input.group ?? input.x?.map((v) => -v) ?? [];
      const result = concordanceIndex(input.time, input.status, score);
      compare('concordance', { c: result.value, se: result.standardError });
      if (id === 'surv-aml') {
        const { concordant, discordant, tiedScore } = result;
        compare('concordance', { concordant, discordant, tiedX: tiedScore });
      }
      const others = ['kmAll', 'kmByGroup', 'logrank', 'petoPeto', 'coxEfron', 'coxBreslow'];
      for (const other of others)
        if (other in expected) omit(other, 'compared by the test of that statistic');
    });
  }

  it('gives the published concordance of Miller’s data', () => {
    const result = concordanceIndex(miller.time, miller.status, miller.nonmaintained);
    expect(result.value).toBeCloseTo(miller.printed.concordance.value, 3);
    expect(result.standardError).toBeCloseTo(miller.printed.concordance.standardError, 3);
    expect(result.interval?.method).toBe('infinitesimal jackknife');
  });

  it('says why there is no index, and refuses what is malformed', () => {
    const why = (time: number[], status: number[]) =>
      concordanceIndex(time, status, time).undefinedBecause;
    expect(why([], [])).toBe('no two cases can be compared');
    expect(why([1, 2], [0, 0])).toBe('no two cases can be compared');
    expect(why([3, 3], [1, 1])).toBe('no two cases can be compared');
    expect(concordanceIndex([3, 3], [1, 0], [2, 1]).value).toBe(1);
    const perfect = concordanceIndex([1, 2, 3, 4], [1, 1, 1, 0], [4, 3, 2, 1]);
    expect(perfect.value).toBe(1);
    expect(perfect.interval).toBeUndefined();
    expect(() => concordanceIndex([1], [1], [])).toThrow('concordanceIndex requires two variables');
    expect(() => concordanceIndex([1], [0.5], [1])).toThrow('concordanceIndex requires a status');
    expect(() => concordanceIndex([1], [1], [Number.NaN])).toThrow('finite numbers');
  });

  it('counts what looking at every pair counts, and turns with the score', () => {
    const cases = fc.array(
      fc.record({
        time: fc.integer({ min: 0, max: 12 }),
        event: fc.integer({ min: 0, max: 1 }),
        score: fc.integer({ min: 0, max: 6 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(cases, (points) => {
        const time = points.map((point) => point.time);
        const status = points.map((point) => point.event);
        const score = points.map((point) => point.score);
        const result = concordanceIndex(time, status, score);
        const counts = { concordant: 0, discordant: 0, tiedScore: 0 };
        for (const a of points) {
          for (const b of points) {
            const first = a.time < b.time || (a.time === b.time && b.event === 0 && a !== b);
            if (a.event !== 1 || !first) continue;
            if (a.score > b.score) counts.concordant += 1;
            else if (a.score < b.score) counts.discordant += 1;
            else counts.tiedScore += 1;
          }
        }
        expect(result).toMatchObject(counts);
        if (result.value === null) return;
        const turned = concordanceIndex(
          time,
          status,
          score.map((v) => -v),
        );
        expect(turned.value).toBeCloseTo(1 - result.value, 12);
        if (result.standardError !== undefined)
          expect(turned.standardError).toBeCloseTo(result.standardError, 12);
      }),
    );
  });

  it('is the area under the ROC curve where all follow-up ends together', () => {
    const outcome = [1, 0, 1, 0, 0, 1, 0, 0, 1, 0];
    const score = [5, 3, 4, 4, 1, 2, 2, 0, 5, 5];
    // All events at time 1, the others followed to time 2.
    const index = concordanceIndex(
      outcome.map((event) => 2 - event),
      outcome,
      score,
    );
    expect(index.value).toBeCloseTo(rocAuc(outcome, score).value ?? 9, 12);
  });
});
