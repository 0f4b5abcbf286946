import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import type { KpiRequest } from './input.ts';

const keys = z.array(z.string().min(1).max(200)).max(50);
const instant = z.iso.datetime({ offset: true }).nullable();

/** What a run may be asked for; what is left out is filled in when it is made. */
export const KpiOptions = z.object({
  scoreKind: z.enum(['RAW', 'ADJUSTED']).optional(),
  primaryOutcome: z.string().min(1).max(200).nullable().optional(),
  outcomes: keys.optional(),
  confounders: keys.max(10).optional(),
  segments: keys.max(10).optional(),
  clusterBy: z.string().min(1).max(200).nullable().optional(),
  sources: keys.optional(),
  rubricVersionIds: z.array(z.uuid()).max(50).optional(),
  poolVersions: z.boolean().optional(),
  profile: z.string().max(200).nullable().optional(),
  reopenWindowSeconds: z.number().min(0).max(31_536_000).nullable().optional(),
  outcomeReliability: z.number().gt(0).max(1).optional(),
  replicates: z.number().int().min(200).max(10_000).optional(),
  level: z.number().min(0.5).max(0.999).optional(),
  openedFrom: instant.optional(),
  openedBefore: instant.optional(),
});
export type KpiOptions = z.infer<typeof KpiOptions>;

/** A run as it is stored. */
export const StoredRequest = KpiOptions.required();

const defaults: KpiRequest = {
  scoreKind: 'RAW',
  primaryOutcome: null,
  outcomes: [],
  confounders: [],
  segments: [],
  clusterBy: null,
  sources: [],
  rubricVersionIds: [],
  poolVersions: false,
  profile: null,
  reopenWindowSeconds: null,
  outcomeReliability: 1,
  replicates: 1_000,
  level: 0.95,
  openedFrom: null,
  openedBefore: null,
};

/** What a GraphQL input gives for a field that was left out. */
type Given<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** Whether null says something of its own: no cluster, no window. */
const isNullable = (name: string): boolean =>
  Object.hasOwn(StoredRequest.shape, name) &&
  // a name of the shape, as the line above says
  StoredRequest.shape[name as keyof KpiOptions].safeParse(null).success;

/**
 * A whole request: what was asked, else what the project's settings say, else the defaults. Null is an answer
 * where a field may have it, so that a run can go without what the project's settings name.
 *
 * @throws AppError INVALID_INPUT naming the field
 */
export function fillRequest(asked: Given<KpiOptions>, settings: KpiOptions): KpiRequest {
  const given = Object.fromEntries(
    Object.entries(asked).filter(
      ([name, value]) => value !== undefined && (value !== null || isNullable(name)),
    ),
  );
  const parsed = StoredRequest.safeParse({ ...defaults, ...settings, ...given });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('INVALID_INPUT', issue?.message ?? 'This request cannot be understood.', {
      field: ['options', ...(issue?.path ?? [])].join('.'),
    });
  }
  const { openedFrom, openedBefore, rubricVersionIds, poolVersions } = parsed.data;
  if (openedFrom !== null && openedBefore !== null && openedFrom >= openedBefore) {
    throw new AppError('INVALID_INPUT', 'The window ends before it begins.', {
      field: 'options.openedBefore',
    });
  }
  if (rubricVersionIds.length > 1 && !poolVersions) {
    throw new AppError(
      'INVALID_INPUT',
      'Scores of several rubric versions are never pooled unasked: a tier may mean something else in each. Name one version, or set poolVersions.',
      { field: 'options.rubricVersionIds' },
    );
  }
  return parsed.data;
}
