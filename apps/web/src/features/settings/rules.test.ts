import { expect, it } from 'vitest';
import { isNamed, rolesToGive } from './rules.ts';

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
it('finds somebody by a part of the name or of the address', () => {
  const found = ['', ' mara', 'NWO', 'a@x'].map((wanted) =>
    isNamed(wanted, 'Amara Nwosu', 'a@x.example'),
  );
  expect(found).toEqual([true, true, true, true]);
  expect(isNamed('kofi', 'Amara Nwosu', 'a@x.example')).toBe(false);
});
