import { expect, it } from 'vitest';
import { fieldsOf, judgmentsProblem, listColumns, noJudgments, verdictsIn } from './judgments.ts';

const list = '[{"who":"ann","verdict":"model_a"},{"who":"bob","verdict":"tie (bothbad)"},{"verd…';
const preview = {
  columns: ['q', 'label', 'votes'],
  rows: [
    ['x', '1', list],
    ['y', '2', '[{"who":"ann","verdict":3}]'],
    ['z', '0', null],
    ['z', '1', null],
  ],
};

it('finds lists of judgments and their fields, also in cells that are cut', () => {
  expect(listColumns(preview)).toEqual(['votes']);
  expect(fieldsOf(preview, 'votes')).toEqual(['who', 'verdict']);
  expect(fieldsOf(preview, '')).toEqual(['q', 'label', 'votes']);
});
it('finds each verdict once and guesses what it means', () => {
  const meanings = (path: string, label: string) =>
    verdictsIn(preview, path, label).map(({ value, direction }) => [value, direction]);
  expect(meanings('', 'label')).toEqual([
    ['1', 'A'],
    ['2', 'B'],
    ['0', 'TIE'],
  ]);
  expect(meanings('votes', 'verdict')).toEqual([
    ['model_a', 'A'],
    ['tie (bothbad)', 'BOTH_BAD'],
    ['3', 'TIE'],
  ]);
});
it('needs a field and at least one verdict', () => {
  expect(judgmentsProblem(noJudgments)).toContain('field');
  expect(judgmentsProblem({ ...noJudgments, label: 'label' })).toContain('means');
});
