import { expect, it } from 'vitest';
import { actorNames } from './actor-names.ts';

const person = '01a1fcf4-5dcc-7000-8000-05e65c2f50ec';
const key = '01a1fcf4-5dcc-7000-8000-05e65c2f50ed';
const nameOf = actorNames({
  tenant: { members: [{ id: `Member_${person}`, name: 'Ann' }] },
  apiKeys: [{ id: `ApiKey_${key}`, name: 'nightly' }],
});

it('names people and keys, and leaves who has gone as it stands', () => {
  expect(nameOf(`member:${person}`)).toBe('Ann');
  expect(nameOf(`api-key:${key}`)).toBe('API key nightly');
  expect(nameOf('member:gone')).toBe('member:gone');
  expect(nameOf('user:abc')).toBe('somebody who was not a member yet');
  expect(nameOf('system')).toBe('Assay');
});
