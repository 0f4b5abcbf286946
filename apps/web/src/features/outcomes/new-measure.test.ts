import { describe, expect, it } from 'vitest';
import { measureInput, measureKeyOf, measureToBegin } from './new-measure.ts';

it.each([
  ['Effort', 'effort'],
  ['Customer effort (1–7)', 'customer_effort_1_7'],
  ['netPromoterScore', 'net_promoter_score'],
  ['Qualité perçue', 'qualite_percue'],
  ['2nd contact', 'nd_contact'],
  ['評価', ''],
  [`${'x'.repeat(63)} y`, 'x'.repeat(63)],
])('makes of the name %s the key “%s”', (name, key) => {
  expect(measureKeyOf(name)).toBe(key);
});

describe('a measure to begin with', () => {
  it('is named after its column', () => {
    expect(measureToBegin('customer_effort', ['3', null, '5'])).toMatchObject({
      ...{ label: 'Customer effort', key: null, kind: 'NUMBER' },
    });
    expect(measureToBegin('評価', [])).toMatchObject({ label: '評価', kind: 'NUMBER' });
  });
  it('is a yes or no where all that was seen says so', () => {
    expect(measureToBegin('x', ['Yes', ' no ', '', undefined]).kind).toBe('YES_NO');
    expect(measureToBegin('x', ['yes', '3']).kind).toBe('NUMBER');
    expect(measureToBegin('x', ['0', '1']).kind).toBe('NUMBER');
    expect(measureToBegin('x', [null, '']).kind).toBe('NUMBER');
  });
});

describe('the measure that is sent', () => {
  const begun = { ...measureToBegin('effort', ['3']), scale: '1-7', lowest: 1, highest: 7 };
  it('has the key of its name, until another is given', () => {
    expect(measureInput(begun, 'k')).toMatchObject({ key: 'effort', scale: '1-7', lowest: 1 });
    expect(measureInput({ ...begun, key: 'ces' }, 'k').key).toBe('ces');
  });
  it('has neither scale nor clock nor bounds as a yes or no', () => {
    const sent = measureInput({ ...begun, kind: 'YES_NO', clock: 'BUSINESS' }, 'k');
    expect(sent).toEqual({
      ...{ idempotencyKey: 'k', key: 'effort', label: 'Effort', kind: 'YES_NO', clock: 'NONE' },
      higherIsBetter: true,
    });
  });
});
