import { expect, it } from 'vitest';
import { writeReport } from './write-report.ts';

const section = (title: string, value: string) => ({
  ...{ title, setting: 'As it is\n  done.', remarks: [] },
  rows: [{ what: 'speed', value }],
});
const measured = (title: string, value: string) => ({
  section: section(title, value),
  date: new Date('2026-01-02T03:04:05Z'),
  loadBefore: 0.25,
});

it('a page keeps what was not measured again, in its order', () => {
  const first = writeReport(null, 'two cores', [measured('One', '1/s'), measured('Two', '2/s')]);
  expect(first).toContain('On two cores.');
  expect(first).toContain('As it is done.');
  expect(first).toContain('2026-01-02, load average 0.3 before.');
  const second = writeReport(first, 'two cores', [
    measured('Two', '5/s'),
    measured('Three', '3/s'),
  ]);
  expect([...second.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
    ...['One', 'Two', 'Three', 'Elsewhere'],
  ]);
  expect(second).toContain('1/s');
  expect(second).toContain('5/s');
  expect(second).not.toContain('2/s');
  expect(writeReport(second, 'two cores', [])).toBe(second);
});
