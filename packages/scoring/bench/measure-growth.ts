/**
 * Times one piece of work at one size and prints it as JSON, with the peak memory of this process.
 *
 *   node bench/measure-growth.ts 'Ordinal α' 1000000
 */
import { cpuTime } from './cpu-time.ts';
import { type Grown, growing } from './growth.ts';

const [name = '', given] = process.argv.slice(2);
const make = growing[name];
const size = Number(given);
if (make === undefined || !(size >= 100))
  throw new Error(`usage: measure-growth.ts NAME SIZE, one of ${Object.keys(growing).join(', ')}`);
const work = make(size);

/** Two runs to warm up, then at least three, for half a second; one only where it takes seconds. */
const times = [timed()];
const [warm, atLeast, budget] = (times[0] ?? 0) > 5000 ? [0, 1, 0] : [2, 3, 500];
for (let run = 0; run < warm; run += 1) times[0] = timed();
for (let spent = 0; times.length < atLeast || spent < budget; ) {
  const took = timed();
  times.push(took);
  spent += took;
}
times.sort((a, b) => a - b);
const grown: Grown = {
  name,
  size,
  seconds: (times[Math.floor(times.length / 2)] ?? Number.NaN) / 1000,
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
console.log(JSON.stringify(grown));

function timed(): number {
  const start = cpuTime();
  work();
  return cpuTime() - start;
}
