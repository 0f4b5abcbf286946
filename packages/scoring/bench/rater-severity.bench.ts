import { Bench } from 'tinybench';
import { raterSeverity } from '../src/aggregation/rater-severity.ts';
import type { Ratings } from '../src/ratings/ratings.ts';
import { seededRandom } from '../src/sampling/seeded-random.ts';

const [items, ratersEach, raters] = [5000, 3, 100];

/** Scores with item, rater and error deviations of 1, ½ and .7. */
function scores(): Ratings {
  const random = seededRandom(2015);
  // The sum of twelve uniform numbers is near enough to normal.
  const normal = () => {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += random.next();
    return sum;
  };
  const leniency = Float64Array.from({ length: raters }, () => 0.5 * normal());
  const size = items * ratersEach;
  const unit = new Int32Array(size);
  const rater = new Int32Array(size);
  const value = new Float64Array(size);
  for (let item = 0; item < items; item += 1) {
    const truth = normal();
    const first = random.integer(raters);
    for (let k = 0; k < ratersEach; k += 1) {
      const at = item * ratersEach + k;
      const r = (first + k * 37) % raters;
      unit[at] = item;
      rater[at] = r;
      value[at] = 3 + truth + (leniency[r] ?? 0) + 0.7 * normal();
    }
  }
  return { unit, rater, value, units: items, raters };
}

const ratings = scores();
const bench = new Bench({ time: 3000, warmupTime: 500 });
bench.add(`raterSeverity, ${items * ratersEach} ratings, ${items} items × ${raters} raters`, () => {
  raterSeverity(ratings);
});
await bench.run();
// The reference tool's time is from two cores of a Debian 12 machine, give or take 30 %.
for (const { name, result } of bench.tasks) {
  if (!('latency' in result)) throw new Error(`no figures: ${result.state}`);
  console.log(`${name}: ${result.latency.p50.toFixed(0)} ms (lme4 1.1.31: 230 ms)`);
}
