import { describe, expect, it } from 'vitest';
import { applicableProfile } from './applicable-profile.ts';

const profile = (name: string, attribute: string, equals: readonly string[]) => ({
  name,
  attribute,
  equals,
  weights: [],
});
const rubric = {
  profiles: [
    profile('medical', 'domain', ['medical', 'pharmacy']),
    profile('long', 'turns', ['10']),
    profile('vip', 'vip', ['true']),
  ],
};

describe('applicableProfile', () => {
  it.each([
    [{ domain: 'pharmacy' }, 'medical'],
    [{ domain: 'medical', turns: 10 }, 'medical'],
    [{ domain: 'travel', turns: 10 }, 'long'],
    [{ vip: true }, 'vip'],
    [{ domain: ['travel', 'medical'] }, 'medical'],
    [{ domain: 'Medical' }, undefined],
    [{ domain: null, turns: { value: 10 } }, undefined],
    [{ domain: [['medical']] }, undefined],
    [{}, undefined],
  ])('finds for %o the profile %s', (attributes, name) => {
    expect(applicableProfile(rubric, attributes)?.name).toBe(name);
  });

  it('looks at the attributes alone, not at what every object inherits', () => {
    const odd = { profiles: [profile('odd', 'constructor', [String(Object)])] };
    expect(applicableProfile(odd, {})).toBeNull();
  });
});
