import { analyseOnThreads } from '@assay/server/analyse-on-threads';
import { analyse } from '@assay/server/modules/kpi/rules/analyse';
import { sharing } from '@assay/server/shared-memory';
import { expect, it } from 'vitest';
import { plainRequest } from '../support/kpi-request.ts';
import { plantedInput } from '../support/planted-input.ts';

const input = plantedInput({ seed: 5, tickets: 6_000, kind: 'PLANTED' });

it.each([1, 2])('a run is the same to the last bit on %i threads', async (threads) => {
  const told: (readonly [number, number])[] = [];
  const found = await analyseOnThreads(
    input,
    plainRequest,
    3,
    (done, of) => told.push([done, of]),
    threads,
  );
  expect(found).toStrictEqual(analyse(input, plainRequest, 3));
  expect(told).toEqual(Array.from({ length: 17 }, (_, done) => [done, 16]));
});

it('the same of a table that lies on shared memory, with weights and without clusters', async () => {
  const samplingWeights = Float64Array.from({ length: input.n }, (_, row) => 1 + (row % 3));
  const weighted = { ...input, cluster: null, samplingWeights };
  const found = await analyseOnThreads(sharing()(weighted), plainRequest, 4, () => {}, 2);
  expect(found).toStrictEqual(analyse(weighted, plainRequest, 4));
});

it('ends its thread where what is told of its progress fails', async () => {
  const stop = () => {
    throw new Error('nobody waits any more');
  };
  await expect(analyseOnThreads(input, plainRequest, 3, stop, 2)).rejects.toThrow('nobody waits');
});

it('data on shared memory is the same data, each column once', () => {
  const column = Float64Array.from([1, Number.NaN, -0]);
  const place = sharing();
  const data = { a: column.subarray(1), list: [column, null, 'text'], codes: Int32Array.of(3) };
  const found = place(data);
  expect(found).toEqual(data);
  expect(found.codes.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(place({ column }).column).toBe(found.list[0]);
  expect(place(found).a).toBe(found.a);
});
