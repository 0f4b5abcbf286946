/** Every text of weight proposals, ready for translation. */
export const strings = {
  none: 'No proposal yet',
  heading: (outcome: string) => `Weights that track ${outcome}`,
  noneLong:
    'Open a run that declared an outcome to track, and ask for weights. A proposal says what they would change, and how surely it is better.',
  toRuns: 'Go to the runs',
  about: (rubric: string, version: number, bounds: string) =>
    `Weights of ${rubric}, version ${version} · ${bounds}.`,
  bounds: (floor: string, cap: string, step: string | null) =>
    `each from ${floor} to ${cap}${step === null ? '' : `, moved by ${step} at most`}`,
  openRun: 'The run it is fitted to',
  leadDecides:
    'Nobody has decided yet. A lead, an administrator or the owner may approve or reject it.',
  verdict: {
    BETTER: 'Tracks the outcome better',
    NOT_BETTER: 'Not shown to be better',
    CANNOT_SAY: 'Cannot say',
  },
  decision: { APPROVED: 'Approved', REJECTED: 'Rejected' },
  expired: 'Expired',
  expiredLong: 'On later tickets the gain is not there. Consider the weights from before.',
  fitting: (percent: number) => `Fitting, ${percent} %`,
  open: 'Open',
  cancel: 'Cancel',
  cancelled: 'Cancelled. Ask for weights again when you want them.',
  profile: (name: string) => `for ${name}`,
  weights: 'Today’s weights and the proposed ones',
  weightsDefinition:
    'Least squares with weights of 0 or more that sum to 1, within floors, caps and steps. The interval of a proposed weight holds the middle of resamples of tickets. A locked dimension is set by people and never moved.',
  head: ['Dimension', 'Today', 'Proposed', 'Low', 'High', 'Own share', 'Link', 'Moves with'],
  today: 'Today',
  proposed: 'Proposed',
  locked: 'locked',
  link: {
    POSITIVE: 'goes with better outcomes',
    NEGATIVE_LINK: 'negative link beside the others',
    NO_SEPARATE_LINK: 'no separate link shown',
  },
  movesWith: (names: string) => `moves with ${names}`,
  own: (share: string) => `own share of what is explained ${share}`,
  gain: 'Gain on tickets that were not fitted to',
  gainAxis: (measure: string) => `Gain in ${measure}, with interval`,
  noGain: 'no gain',
  gainDefinition:
    'How much better the composite goes with the outcome under the proposed weights than under today’s: on tickets to which the weights were not fitted, in folds that keep clusters together; on the latest tickets, looked at once; and against equal weights. Weights are called better only where the interval in folds lies above 0 and the gain on the latest tickets is above 0, too; the latest are few, so their own interval may reach below.',
  gainFolds: 'In folds not fitted to',
  gainEqual: 'Over equal weights',
  latest: (count: number) => `On the ${count} latest, once`,
  retest: 'On tickets since approval',
  measure: { SPEARMAN: 'rank correlation', AUC: 'area under ROC', CONCORDANCE: 'concordance' },
  heldOut: 'The composite and the outcome, by weights',
  equal: 'Equal weights',
  simulation: 'What the last quarter’s scores would have been',
  simulationSub: (tickets: number, change: string, moved: string) =>
    `${tickets.toLocaleString('en')} tickets · ${change} average change · ${moved} in another third`,
  simulationDefinition:
    'The composite of each ticket of the last quarter under the proposed weights, less the one it has. Nothing that was given is changed: past scores stay as they are.',
  change: 'Change of the composite',
  groups: 'Who would move',
  groupHead: ['Group', 'Tickets', 'Mean today', 'Mean proposed', 'Change'],
  groupsLead:
    'Mean composite of the last quarter’s tickets. These are the tickets themselves, so there is no interval.',
  decide: 'Decide',
  approve: 'Put into a draft',
  approveLong:
    'Approving changes the weights in a draft of the rubric. They come into force when somebody publishes it and the project adopts the version.',
  reject: 'Reject',
  rejectTitle: 'Reject these weights?',
  rejectLong:
    'The decision and its reason are kept for good. Today’s weights stay; another proposal can be asked for at any time.',
  noReason: 'Say why: it is kept with the decision.',
  reason: 'Reason',
  reasonNote: 'Kept with the decision; needed to reject',
  decidedBy: (name: string) => `by ${name}`,
  openDraft: 'Open the draft',
  form: {
    title: 'Ask for weights',
    lead: (outcome: string) =>
      `Fits rubric weights that track ${outcome}, and tries them on tickets they were not fitted to. “Not better” is a result.`,
    undeclared: 'This run declared no outcome to track. Start one that does to ask for weights.',
    floor: 'Least weight',
    cap: 'Largest weight',
    step: 'Largest step',
    stepNote: 'Empty for no bound',
    ask: 'Fit weights',
  },
} as const;
