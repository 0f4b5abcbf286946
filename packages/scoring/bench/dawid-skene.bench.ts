import { Bench } from 'tinybench';
import { dawidSkene } from '../src/aggregation/dawid-skene.ts';
import type { Ratings } from '../src/ratings/ratings.ts';
import { seededRandom } from '../src/sampling/seeded-random.ts';

const [tasks, labelsEach, workers, categories] = [100_000, 5, 500, 4];
/** Enough to leave coding and sorting the labels, done once, a small part. */
const iterations = 5;

/** Labels of workers who are right 40 to 90 % of the time. */
function labels(): Ratings {
  const random = seededRandom(1979);
  const skill = Float64Array.from({ length: workers }, () => 0.4 + 0.5 * random.next());
  const size = tasks * labelsEach;
  const unit = new Int32Array(size);
  const rater = new Int32Array(size);
  const value = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const task = Math.floor(i / labelsEach);
    // Steps of 97, prime to 500, give a task five different workers.
    const worker = (task * 31 + (i % labelsEach) * 97) % workers;
    unit[i] = task;
    rater[i] = worker;
    const right = random.next() < (skill[worker] ?? 0);
    value[i] = right ? task % categories : random.integer(categories);
  }
  return { unit, rater, value, units: tasks, raters: workers };
}

const ratings = labels();
const bench = new Bench({ time: 3000, warmupTime: 500 });
bench.add(`dawidSkene, ${tasks} tasks × ${labelsEach} labels × ${workers} workers`, () => {
  dawidSkene(ratings, { maximumIterations: iterations, tolerance: 0 });
});
await bench.run();
// The reference tool's time is from two cores of a Debian 12 machine, give or take 30 %.
for (const { name, result } of bench.tasks) {
  if (!('latency' in result)) throw new Error(`no figures: ${result.state}`);
  const each = result.latency.p50 / iterations;
  console.log(`${name}: ${each.toFixed(1)} ms per iteration (crowd-kit 1.4.1: 300 ms)`);
}
