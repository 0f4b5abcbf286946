import { expect, it } from 'vitest';
import { signatureProblem } from '../../webhooks/rules/signatures.ts';
import { eventIdOf, eventTypes, testType } from './event.ts';
import { signedHeaders } from './signing.ts';

const now = new Date('2026-03-01T12:00:00.900Z');
const newer = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const older = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const content = { eventId: 'assay_test_1', body: '{"ü":1}' };

/** As Assay itself checks what it is sent. */
const problem = (secrets: readonly string[], secret: string) =>
  signatureProblem('GENERIC', secret, {
    headers: signedHeaders(now, { ...content, secrets }),
    ...{ body: Buffer.from(content.body), receivedAt: now },
  });

it('is believed by whoever has the secret', () => {
  expect(problem([newer], newer)).toBeNull();
  expect(problem([newer], older)).toContain('does not fit');
});

it('is believed by holders of either secret while both count', () => {
  expect([problem([newer, older], newer), problem([newer, older], older)]).toEqual([null, null]);
});

it('names the time in whole seconds', () => {
  const headers = signedHeaders(now, { ...content, secrets: [newer] });
  expect(headers['webhook-timestamp']).toBe(`${Math.floor(now.getTime() / 1_000)}`);
});

it('gives events ids without a full stop, which would end them in what is signed', () => {
  for (const type of [...eventTypes, testType]) {
    expect(eventIdOf(type, '01a10000-0000-7000-8000-000000000000')).toMatch(
      /^[a-z_]+_[0-9a-f-]{36}$/,
    );
  }
});
