import type { Ratings } from '../src/ratings/ratings.ts';
import { type SeededRandom, seededRandom } from '../src/sampling/seeded-random.ts';

/** The sum of twelve uniform numbers is near enough to normal. */
function normal(random: SeededRandom): number {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += random.next();
  return sum;
}

function blank(units: number, perUnit: number, raters: number) {
  const size = units * perUnit;
  return {
    unit: new Int32Array(size),
    rater: new Int32Array(size),
    value: new Float64Array(size),
    units,
    raters,
  };
}

/** Ratings on five levels: every unit has a true one, each of its raters is off by one now and then. */
export function simulateRatings(units: number, perUnit: number, raters: number): Ratings {
  const random = seededRandom(20_260_101);
  const ratings = blank(units, perUnit, raters);
  for (let u = 0; u < units; u += 1) {
    const truth = random.integer(5);
    for (let place = 0; place < perUnit; place += 1) {
      const at = u * perUnit + place;
      ratings.unit[at] = u;
      // Different raters of one unit, spread over all of them.
      ratings.rater[at] = (u * 7 + place * Math.floor(raters / perUnit)) % raters;
      const off = random.next() < 0.3 ? (random.next() < 0.5 ? -1 : 1) : 0;
      ratings.value[at] = Math.min(4, Math.max(0, truth + off));
    }
  }
  return ratings;
}

/** Five labels a task, of four categories, by 500 workers who are right 40 to 90 % of the time. */
export function simulateLabels(tasks: number): Ratings {
  const [labelsEach, workers, categories] = [5, 500, 4];
  const random = seededRandom(1979);
  const skill = Float64Array.from({ length: workers }, () => 0.4 + 0.5 * random.next());
  const labels = blank(tasks, labelsEach, workers);
  for (let i = 0; i < labels.unit.length; i += 1) {
    const task = Math.floor(i / labelsEach);
    // Steps of 97, prime to 500, give a task five different workers.
    const worker = (task * 31 + (i % labelsEach) * 97) % workers;
    labels.unit[i] = task;
    labels.rater[i] = worker;
    const right = random.next() < (skill[worker] ?? 0);
    labels.value[i] = right ? task % categories : random.integer(categories);
  }
  return labels;
}

/** Three scores an item, with item, rater and error deviations of 1, ½ and .7. */
export function simulateScores(items: number, raters: number): Ratings {
  const ratersEach = 3;
  const random = seededRandom(2015);
  const leniency = Float64Array.from({ length: raters }, () => 0.5 * normal(random));
  const scores = blank(items, ratersEach, raters);
  for (let item = 0; item < items; item += 1) {
    const truth = normal(random);
    const first = random.integer(raters);
    for (let k = 0; k < ratersEach; k += 1) {
      const at = item * ratersEach + k;
      const rater = (first + k * 37) % raters;
      scores.unit[at] = item;
      scores.rater[at] = rater;
      scores.value[at] = 3 + truth + (leniency[rater] ?? 0) + 0.7 * normal(random);
    }
  }
  return scores;
}

/** Two correlated numbers, a yes/no outcome that the first one tells, and a censored time. */
export function simulateCases(size: number) {
  const random = seededRandom(20_260_102);
  const x = Float64Array.from({ length: size }, () => normal(random));
  const y = x.map((value) => 0.5 * value + normal(random));
  const outcome = x.map((value) => (value + 2 * normal(random) > 0 ? 1 : 0));
  const hours = x.map((value) => -Math.log(1 - random.next()) * 24 * Math.exp(-0.4 * value));
  const status = hours.map((value) => (value < 72 ? 1 : 0));
  const time = hours.map((value) => Math.min(72, value));
  return { x, y, outcome, time, status };
}
