import type { DeclareOutcomeMeasureInput } from '../../__generated__/graphql.ts';

/** A measure that is being declared, as a person has it before them. */
export interface NewMeasure {
  readonly label: string;
  /** Null as long as it follows the name. */
  readonly key: string | null;
  readonly kind: 'NUMBER' | 'YES_NO';
  /** The unit or scale of a number. */
  readonly scale: string;
  readonly clock: 'NONE' | 'CALENDAR' | 'BUSINESS';
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly higherIsBetter: boolean;
}

const keyMax = 64;

/** A key made from a name: small letters, digits and underscores, a letter first. Empty where none is left. */
export const measureKeyOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, keyMax)
    .replace(/_+$/, '');

const yesOrNo = new Set(['true', 'false', 'yes', 'no', 'y', 'n', 't', 'f']);

/** A measure to begin with, of a column and the cells that were seen of it. */
export function measureToBegin(
  column: string,
  cells: readonly (string | null | undefined)[],
): NewMeasure {
  const told = cells.flatMap((cell) => (cell == null || cell.trim() === '' ? [] : [cell.trim()]));
  const isYesNo = told.length > 0 && told.every((cell) => yesOrNo.has(cell.toLowerCase()));
  const words = measureKeyOf(column).replaceAll('_', ' ') || column;
  return {
    label: words.slice(0, 1).toUpperCase() + words.slice(1),
    ...{ key: null, kind: isYesNo ? 'YES_NO' : 'NUMBER', scale: '', clock: 'NONE' },
    ...{ lowest: null, highest: null, higherIsBetter: true },
  };
}

/** The key that a measure will have. */
export const keyOfMeasure = ({ key, label }: NewMeasure): string => key ?? measureKeyOf(label);

/** The measure as the API takes it. A yes or no has no scale, clock or bounds. */
export function measureInput(
  measure: NewMeasure,
  idempotencyKey: string,
): DeclareOutcomeMeasureInput {
  const { label, kind, scale, clock, lowest, highest, higherIsBetter } = measure;
  const input = { idempotencyKey, key: keyOfMeasure(measure), label, kind, higherIsBetter };
  return kind === 'YES_NO'
    ? { ...input, clock: 'NONE' }
    : { ...input, scale, clock, lowest, highest };
}
