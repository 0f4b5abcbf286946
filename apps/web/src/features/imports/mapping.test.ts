import { expect, it } from 'vitest';
import { type Field, fieldsInput, mappingProblem } from './mapping.ts';

const field = (source: string, target: Field['target']): Field => ({ source, target, key: null });
const question = field('q', 'USER_MESSAGE');

it('needs what the customer wrote', () => {
  expect(mappingProblem([field('a', 'RESPONSE_A')])).toContain('customer');
  expect(mappingProblem([question, field('a', 'RESPONSE_A')])).toBeNull();
});
it('takes no second answer without a first, and no model without its answer', () => {
  expect(mappingProblem([question, field('b', 'RESPONSE_B')])).toContain('first');
  expect(mappingProblem([question, field('m', 'MODEL_A')])).toContain('model');
});
it('takes one external id and each attribute once', () => {
  const ids = [question, field('x', 'EXTERNAL_ID'), field('y', 'EXTERNAL_ID')];
  expect(mappingProblem(ids)).toContain('external id');
  const named = { ...field('y', 'ATTRIBUTE'), key: 'x' };
  expect(mappingProblem([question, field('x', 'ATTRIBUTE'), named])).toContain('x');
});
it('sends names with attributes only, and nothing that is left out', () => {
  expect(fieldsInput([question, field('x', 'ATTRIBUTE'), field('y', 'IGNORE')])).toEqual([
    { source: 'q', target: 'USER_MESSAGE', key: null },
    { source: 'x', target: 'ATTRIBUTE', key: 'x' },
  ]);
});
