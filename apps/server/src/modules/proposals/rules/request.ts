import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import type { ProposalRequest } from './evidence.ts';

/** A proposal's request as it is stored. */
export const StoredProposal = z.object({
  outcome: z.string().min(1),
  floor: z.number().min(0).max(1),
  cap: z.number().min(0).max(1),
  maximalStep: z.number().gt(0).max(1).nullable(),
  rounding: z.number().gt(0).max(0.25),
  folds: z.number().int().min(2).max(20),
  replicates: z.number().int().min(200).max(10_000),
  level: z.number().min(0.5).max(0.999),
  seed: z.number().int(),
});

const defaults = {
  ...{ floor: 0, cap: 1, maximalStep: null, rounding: 0.01, folds: 5, replicates: 1_000 },
};

type Optional = Pick<ProposalRequest, 'floor' | 'cap' | 'maximalStep' | 'rounding'>;
export type ProposalBounds = { readonly [K in keyof Optional]?: Optional[K] | null | undefined };

interface Fixed {
  readonly outcome: string;
  readonly level: number;
  readonly seed: number;
  /** How many weights there are to move. */
  readonly dimensions: number;
}

/**
 * A whole request, with the defaults for what was left out.
 *
 * @throws AppError INVALID_INPUT naming the field, also where no weights could fit the bounds
 */
export function fillProposal(asked: ProposalBounds, fixed: Fixed): ProposalRequest {
  const given = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined && value !== null),
  );
  const { dimensions, ...rest } = fixed;
  const parsed = StoredProposal.safeParse({ ...defaults, ...given, ...rest });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('INVALID_INPUT', issue?.message ?? 'These bounds cannot be understood.', {
      field: (issue?.path ?? []).join('.'),
    });
  }
  const { floor, cap } = parsed.data;
  if (floor * dimensions > 1 || cap * dimensions < 1) {
    throw new AppError(
      'INVALID_INPUT',
      `No ${dimensions} weights of at least ${floor} and at most ${cap} sum to 1.`,
      { field: floor * dimensions > 1 ? 'floor' : 'cap' },
    );
  }
  return parsed.data;
}
