import { expect, it } from 'vitest';
import { rolesToGive } from './rules.ts';

it('lets only an owner make owners', () => {
  expect(rolesToGive('OWNER')).toContain('OWNER');
  expect(rolesToGive('ADMIN')).not.toContain('OWNER');
});
it('lets a lead invite people of its own rank and below', () => {
  expect(rolesToGive('LEAD')).toEqual(['LEAD', 'REVIEWER', 'ANNOTATOR', 'ANALYST']);
});
it('lets nobody else give a role', () => {
  expect(rolesToGive('REVIEWER')).toEqual([]);
});
