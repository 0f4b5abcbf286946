import { expect, it } from 'vitest';
import { readAnswer } from './send-file.ts';

it('takes the id of a file that was stored', () => {
  expect(readAnswer({ id: 'Upload_1', name: 'a.csv' })).toEqual({ ok: true, id: 'Upload_1' });
});
it('passes on why a file was refused', () => {
  expect(readAnswer({ errors: [{ message: 'Too large.' }] })).toEqual({
    ok: false,
    message: 'Too large.',
  });
});
it.each([null, 'no JSON', { errors: [] }, {}])('calls %j not taken', (answer) => {
  expect(readAnswer(answer)).toMatchObject({ ok: false });
});
