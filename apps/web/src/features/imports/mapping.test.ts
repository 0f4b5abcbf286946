import { expect, it } from 'vitest';
import { type Field, mappingProblem } from './mapping.ts';

const field = (source: string, target: Field['target']): Field => ({ source, target, key: null });

it('needs what the customer wrote', () => {
  expect(mappingProblem([field('a', 'RESPONSE_A')])).toContain('customer');
  expect(mappingProblem([field('q', 'USER_MESSAGE'), field('a', 'RESPONSE_A')])).toBeNull();
});
it('takes no second answer without a first, and no two external ids', () => {
  expect(mappingProblem([field('q', 'USER_MESSAGE'), field('b', 'RESPONSE_B')])).toContain('first');
  const ids = [field('q', 'USER_MESSAGE'), field('x', 'EXTERNAL_ID'), field('y', 'EXTERNAL_ID')];
  expect(mappingProblem(ids)).toContain('external id');
});
