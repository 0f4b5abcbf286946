import { AppError } from '../../errors.ts';

export interface ProjectSettings {
  readonly overlap: number;
  readonly overlapShare: number;
  readonly leaseMinutes: number;
  readonly targetAgreement: number;
}

const bounds = {
  overlap: [1, 20],
  overlapShare: [0, 1],
  leaseMinutes: [1, 24 * 60],
  targetAgreement: [0, 1],
} as const;

/** @throws AppError INVALID_INPUT naming the first setting outside its bounds */
export function checkSettings(settings: Partial<ProjectSettings>): void {
  for (const name of ['overlap', 'overlapShare', 'leaseMinutes', 'targetAgreement'] as const) {
    const value = settings[name];
    const [low, high] = bounds[name];
    if (value !== undefined && !(value >= low && value <= high)) {
      throw new AppError('INVALID_INPUT', `${name} is ${low} to ${high}, not ${value}.`, {
        field: name,
      });
    }
  }
}
