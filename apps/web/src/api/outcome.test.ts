import { expect, it } from 'vitest';
import { newKey, outcomeOf } from './outcome.ts';

it('tells a payload from a problem', () => {
  const payload = { __typename: 'OpenTaskPayload' as const, task: { id: 't1' } };
  expect(outcomeOf(payload)).toEqual({ ok: true, payload });
  const problem = { __typename: 'AppError' as const, code: 'CONFLICT', message: 'No.' };
  expect(outcomeOf(problem)).toEqual({ ok: false, problem });
});

it('takes silence for a problem', () => {
  expect(outcomeOf(null)).toMatchObject({ ok: false, problem: { code: 'UNAVAILABLE' } });
});

it('makes keys the API takes, each another', () => {
  const keys = Array.from({ length: 50 }, newKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
