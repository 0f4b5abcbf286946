import { expect, it } from 'vitest';
import { newStandardSecret, standardSignature } from './standard-webhooks.ts';

it('signs as the specification’s example does', () => {
  const signature = standardSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    ...{ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1_614_265_330 },
    body: '{"test": 2432232314}',
  });
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('signs texts and bytes alike, and each part of them', () => {
  const secret = newStandardSecret();
  const content = { id: 'a', seconds: 1, body: '{"ü":1}' };
  const signature = standardSignature(secret, content);
  expect(standardSignature(secret, { ...content, body: Buffer.from(content.body) })).toBe(
    signature,
  );
  for (const changed of [{ id: 'b' }, { seconds: 2 }, { body: '{}' }]) {
    expect(standardSignature(secret, { ...content, ...changed })).not.toBe(signature);
  }
  expect(standardSignature(newStandardSecret(), content)).not.toBe(signature);
});

it('makes secrets of 32 bytes, each another', () => {
  const secrets = Array.from({ length: 20 }, newStandardSecret);
  expect(new Set(secrets).size).toBe(20);
  for (const secret of secrets) {
    expect(secret.startsWith('whsec_')).toBe(true);
    expect(Buffer.from(secret.slice(6), 'base64').length).toBe(32);
  }
});
