import fc from 'fast-check';
import type { FollowUps, Outcomes, Pairs, Rows } from './degenerate-inputs.ts';

/** Any finite number, small whole ones and the ends of the range more often. */
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(
    ...[Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 1e155, -1e145, 1e100, 1e-160],
    ...[-0, 1e6, 2 ** 53, 2 ** 53 + 2],
  ),
);
const time = fc.oneof(fc.nat(5), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const few = { maxLength: 9 };

/** Tables of units × raters. */
export const anyRows: fc.Arbitrary<Rows> = fc
  .integer({ min: 1, max: 4 })
  .chain((raters) =>
    fc.array(
      fc.array(fc.option(number, { freq: 4 }), { minLength: raters, maxLength: raters }),
      few,
    ),
  );

export const anyPairs: fc.Arbitrary<Pairs> = fc
  .array(fc.tuple(number, number), few)
  .map((cases) => ({ x: cases.map(([x]) => x), y: cases.map(([, y]) => y) }));

export const anyOutcomes: fc.Arbitrary<Outcomes> = fc
  .array(fc.tuple(fc.nat(1), probability), few)
  .map((cases) => ({ outcome: cases.map(([one]) => one), x: cases.map(([, x]) => x) }));

export const anyFollowUps: fc.Arbitrary<FollowUps> = fc
  .array(fc.tuple(time, fc.nat(1), number), few)
  .map((cases) => ({
    time: cases.map(([at]) => at),
    status: cases.map(([, status]) => status),
    x: cases.map(([, , x]) => x),
  }));
