import { expect, it } from 'vitest';
import { destinationsOf, isInsider, isLead } from './destinations.ts';

const paths = (...args: Parameters<typeof destinationsOf>) =>
  destinationsOf(...args).map(({ path }) => path);

it('shows an annotator only their own work', () => {
  expect(paths('ANNOTATOR')).toEqual(['']);
  expect(isInsider('ANNOTATOR')).toBe(false);
});

it('leads those to a page who may use it', () => {
  expect(paths('ANALYST')).not.toContain('/new-project');
  expect(paths('LEAD')).toContain('/new-project');
  expect(isLead('REVIEWER')).toBe(false);
  expect(paths('LEAD')).not.toContain('/settings/api-keys');
  expect(paths('ADMIN')).toContain('/settings/audit');
  expect(paths('OWNER')).toEqual(paths('ADMIN'));
});
