import { expect, it } from 'vitest';
import { JudgedLevels } from './judged-levels.ts';

it('sets judged tickets against all, level by level', () => {
  const judged = new JudgedLevels(2);
  judged.add('channel', 'chat', 3);
  judged.add('channel', 'chat', 2);
  judged.add('channel', 'mail', 1);
  for (const customer of ['a', 'b', 'c', 'a']) judged.add('customer', customer, 1);
  const all = (attribute: string, level: string) => ({ attribute, level, all: 10 });
  expect(
    judged.against([all('channel', 'chat'), all('channel', 'phone'), all('customer', 'a')]),
  ).toEqual([
    { attribute: 'channel', level: 'chat', judged: 5, all: 10 },
    { attribute: 'channel', level: 'phone', judged: 0, all: 10 },
    // more levels than are compared
    { attribute: 'customer', level: 'a', judged: 0, all: 10 },
  ]);
});
