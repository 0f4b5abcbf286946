import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealed.ts';

const secret = 'the secret of an installation, of 32 characters or more';
const place = 'webhook:0190a1b2-0000-7000-8000-000000000001';

describe('a sealed secret', () => {
  it.each(['', 'whsec_abc', 'ÿ ∆ 𝄞', 'x'.repeat(10_000)])('opens where it belongs: %#', (text) => {
    expect(unseal(secret, place, seal(secret, place, text))).toBe(text);
  });

  it('does not show what it holds, and is another one each time', () => {
    const [first, second] = [seal(secret, place, 'hunter2'), seal(secret, place, 'hunter2')];
    expect(first).not.toBe(second);
    expect(Buffer.from(first.slice(3), 'base64url').toString('latin1')).not.toContain('hunter2');
  });

  it('opens nowhere else, and for no other installation', () => {
    const sealed = seal(secret, place, 'hunter2');
    expect(unseal(secret, place.replace('webhook', 'connector'), sealed)).toBeNull();
    expect(unseal(`${secret}.`, place, sealed)).toBeNull();
  });

  it('is refused with any bit of it changed', () => {
    const bytes = Buffer.from(seal(secret, place, 'hunter2').slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const tampered = Buffer.from(bytes);
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unseal(secret, place, `v1.${tampered.toString('base64url')}`)).toBeNull();
    }
  });

  it.each(['', 'v1', 'v1.', 'v1.AAAA', 'v2.', 'plain text'])('is refused as %j', (text) => {
    expect(unseal(secret, place, text)).toBeNull();
    const sealed = seal(secret, place, 'hunter2');
    expect(unseal(secret, place, sealed.replace('v1.', 'v2.'))).toBeNull();
    expect(unseal(secret, place, sealed.slice(0, -6))).toBeNull();
  });
});
