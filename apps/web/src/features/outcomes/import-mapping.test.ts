import { describe, expect, it } from 'vitest';
import { draftOf, mappingInput, retarget } from './import-mapping.ts';

const suggestion = (source: string, target: 'OPENED_AT' | 'RESOLVED_AT' | 'EXTERNAL_ID') => ({
  ...{ source, target },
  knownAtOpening: false,
});
const times = [suggestion('opened', 'OPENED_AT'), suggestion('solved', 'RESOLVED_AT')];

describe('a mapping to begin with', () => {
  it('has one field a column, and leaves out what nobody recognised', () => {
    const { fields } = draftOf(['id', 'x'], [suggestion('id', 'EXTERNAL_ID')]);
    expect(fields.map(({ source, target }) => [source, target])).toEqual([
      ['id', 'EXTERNAL_ID'],
      ['x', 'IGNORE'],
    ]);
  });
  it('takes the resolution time from times, unless a column tells it', () => {
    expect(draftOf(['opened', 'solved'], times).durationsFromTimes).toBe(true);
    expect(draftOf(['opened'], times.slice(0, 1)).durationsFromTimes).toBe(false);
    const told = { ...suggestion('minutes', 'EXTERNAL_ID'), target: 'FULL_RESOLUTION' as const };
    expect(draftOf(['opened', 'solved', 'minutes'], [...times, told]).durationsFromTimes).toBe(
      false,
    );
  });
});

it('asks for what a meaning needs, and forgets what the one before needed', () => {
  const [field] = draftOf(['x'], []).fields;
  if (field === undefined) throw new Error('there is one column');
  const duration = retarget(field, 'FULL_RESOLUTION');
  expect(duration).toMatchObject({ unit: 'MINUTES', clock: 'CALENDAR', scale: null });
  expect(retarget(duration, 'CSAT')).toMatchObject({
    unit: null,
    clock: null,
    scale: 'ONE_TO_FIVE',
  });
  expect(retarget(duration, 'ATTRIBUTE')).toMatchObject({ key: 'x', unit: null });
});

describe('the mapping that is sent', () => {
  it('names no source of all tickets where a column does', () => {
    const draft = { ...draftOf(['id'], [suggestion('id', 'EXTERNAL_ID')]), source: ' desk ' };
    expect(mappingInput(draft).source).toBe('desk');
    const fields = draft.fields.map((field) => retarget(field, 'SOURCE'));
    expect(mappingInput({ ...draft, fields }).source).toBeNull();
  });
  it('leaves out ignored columns, and durations from times that are gone', () => {
    const draft = draftOf(['opened', 'solved'], times);
    const fields = draft.fields.map((field) =>
      field.source === 'solved' ? retarget(field, 'IGNORE') : field,
    );
    const input = mappingInput({ ...draft, fields });
    expect(input.durationsFromTimes).toBe(false);
    expect(input.fields).toMatchObject([{ source: 'opened', target: 'OPENED_AT' }]);
  });
});
