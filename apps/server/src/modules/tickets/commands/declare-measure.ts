import { outcomeMeasures } from '@assay/db/tables/tickets';
import { AppError } from '../../../errors.ts';
import { command } from '../../../operation.ts';
import { named } from '../../../text.ts';
import { declaredMeasures, measuresMax } from '../queries/measures.ts';
import { checkMeasure, type NewMeasure } from '../rules/measure.ts';

interface DeclareMeasure extends NewMeasure {
  readonly idempotencyKey: string;
}

/** Makes a measure known. Its key, scale and clock are for good: what is recorded depends on them. */
export const declareOutcomeMeasure = command('ticket:record', async (op, input: DeclareMeasure) => {
  checkMeasure(input);
  const { key, kind, clock, lowest, highest, higherIsBetter } = input;
  const known = await declaredMeasures(op);
  if (known.size >= measuresMax) {
    throw new AppError('CONFLICT', `At most ${measuresMax} measures can be declared.`);
  }
  const made = await op.tx
    .insert(outcomeMeasures)
    .values({
      id: op.resultId,
      ...{ key, kind, clock, lowest, highest, higherIsBetter },
      label: named(input.label, 'label'),
      scale: kind === 'YES_NO' ? 'yes/no' : named(input.scale ?? '', 'scale', 60),
      createdAt: op.now,
    })
    .onConflictDoNothing()
    .returning({ id: outcomeMeasures.id });
  if (made.length === 0) {
    throw new AppError('CONFLICT', `A measure ${key} is declared already.`, { field: 'key' });
  }
  return op.resultId;
});
