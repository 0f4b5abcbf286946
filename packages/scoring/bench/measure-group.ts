/**
 * Times one group of cases and the other tools beside it, and prints them as JSON.
 *
 *   node bench/measure-group.ts agreement
 */
import { Bench } from 'tinybench';
import { cpuTime } from './cpu-time.ts';
import type { Case, Group, Measured } from './group.ts';
import { aggregation } from './groups/aggregation.ts';
import { agreement } from './groups/agreement.ts';
import { association } from './groups/association.ts';
import { measureReferences, type Reference } from './reference.ts';

const groups: Readonly<Record<string, () => Group>> = { agreement, aggregation, association };

const [asked = ''] = process.argv.slice(2);
const make = groups[asked];
if (make === undefined) throw new Error(`usage: measure-group.ts ${Object.keys(groups).join('|')}`);
const group = make();
const references = measureReferences(group);
const bench = new Bench({
  time: 1500,
  iterations: 7,
  warmupTime: 500,
  warmupIterations: 2,
  now: cpuTime,
});
for (const { name, work } of group.cases) bench.add(name, () => void work());
await bench.run();

const measured = group.cases.map((one): Measured => {
  const result = bench.getTask(one.name)?.result;
  if (result === undefined || !('latency' in result)) throw new Error(`${one.name}: not measured`);
  const others = references[one.name] ?? [];
  return {
    name: one.name,
    seconds: result.latency.p50 / 1000 / (one.times ?? 1),
    references: others,
    noted: one.noted ?? null,
    goal: one.goal ?? null,
    conflicts: others.flatMap((other) => conflict(one, other)),
  };
});
console.log(JSON.stringify(measured));

function conflict(one: Case, { tool, value, tolerance = 1e-8 }: Reference): string[] {
  if (value === null) return [];
  const ours = one.work();
  const near =
    typeof ours === 'number' && Math.abs(ours - value) <= tolerance * Math.max(1, Math.abs(value));
  return near ? [] : [`${one.name}: ${ours}, but ${tool} gives ${value}`];
}
