export interface Standing {
  readonly isPaused: boolean;
  readonly tasks: number;
  readonly slotsOpen: number;
  readonly slotsLeased: number;
  readonly tasksOnHold: number;
  readonly judgments: number;
  readonly annotators: number;
  /** Answers that came too late and wait for a lead. */
  readonly lateAnswers: number;
  /** True where an agreement is defined and below the target. */
  readonly isBelowTarget: boolean;
}

export type Step =
  | 'resume'
  | 'import'
  | 'judge'
  | 'settle'
  | 'late'
  | 'invite'
  | 'agree'
  | 'release';

/** The one thing a lead should do next; null where all goes its way. */
export function nextStep(standing: Standing): Step | null {
  if (standing.tasks === 0) return 'import';
  if (standing.isPaused) return 'resume';
  if (standing.judgments === 0) return 'judge';
  if (standing.tasksOnHold > 0) return 'settle';
  if (standing.lateAnswers > 0) return 'late';
  if (standing.annotators < 2) return 'invite';
  if (standing.isBelowTarget) return 'agree';
  return standing.slotsOpen + standing.slotsLeased === 0 ? 'release' : null;
}

/** Where a step is taken, below the project or, for people, below the organisation. */
export function placeOf(step: Step, tenant: string, project: string): string {
  const places: Readonly<Record<Step, string>> = {
    import: `${project}/data`,
    resume: `${project}/settings`,
    judge: `${project}/judge`,
    settle: `${project}/tasks?state=ON_HOLD`,
    late: '#late',
    invite: `${tenant}/settings/members`,
    agree: `${project}/quality`,
    release: `${project}/data`,
  };
  return places[step];
}
