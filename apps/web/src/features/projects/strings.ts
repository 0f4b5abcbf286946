/** Every text of the project pages, ready for translation. */
export const strings = {
  tabs: {
    overview: 'Overview',
    tasks: 'Tasks',
    judgments: 'Judgments',
    quality: 'Quality',
    data: 'Data',
    settings: 'Settings',
  },
  pages: 'Pages of this project',
  switch: 'Another project',
  judge: 'Judge',
  paused: 'Paused',
  held: 'on hold',
  projects: 'Projects',
  moreProjects: 'More projects',
  noProjects: 'No project yet',
  noProjectsLong:
    'A project holds tasks and judges them under one rubric. Begin with a rubric, publish it, then make a project and import conversations.',
  toRubrics: 'Go to the rubrics',
  noFigures: 'The figures come with the first judgments',
  noFiguresLong:
    'Where scores lie, how each dimension was judged, and how far people agree: each figure will say how sure it is and lead to the judgments behind it. This page follows by itself.',
  nextStep: 'Next step',
  progress: 'Planned judgments in',
  composite: 'Mean composite',
  redLines: 'Tasks with a red line',
  agreement: 'Agreement at target',
  behind: 'The judgments behind it',
  byDimension: 'By dimension and by annotator',
  noAgreement: 'No two people have judged the same thing yet',
  onHold: 'a red line waits for a second person',
  skipped: 'skipped by everybody',
  compositeAxis: 'composite, from 0 to 1',
  histogramDefinition:
    'Each judgment by its composite: the mean of its dimension scores, weighted by the rubric, with red lines in force. A bar leads to its judgments.',
  agreementAxis: 'Krippendorff’s α (0 is chance, 1 is perfect)',
  agreementDefinition:
    'Krippendorff’s alpha: 1 is perfect agreement, 0 is what chance would give. Dimensions are compared by the order of their tiers, preferences by direction. Only planned judgments made blind count, latest revisions, under the current rubric version. The line is a 95 % bootstrap interval over what was rated; the dashed line is the target.',
  preferences: 'Preferences',
  notCompared: 'nothing to compare',
  sharesDefinition:
    'How often each tier was chosen, over the latest judgments. The mean is of the tier values, with its 95 % interval. A segment leads to its judgments.',
  dayDefinition: 'Judgments by the day (UTC) they were submitted. A day leads to its judgments.',
  preferenceDefinition:
    'How comparisons came out, towards the responses as stored, not as shown. A segment leads to its judgments.',
  directions: {
    A: 'A better',
    TIE: 'Tie',
    BOTH_GOOD: 'Both good',
    BOTH_BAD: 'Both bad',
    B: 'B better',
  },
  allComparisons: 'All comparisons',
  winDefinition:
    'The share of decided comparisons that a model’s response won. Ties and both-bad are not decided. The line is an exact 95 % interval; the dashed line is even.',
  winAxis: 'share of decided comparisons won',
  even: 'even',
  modelDefinition:
    'The mean composite of a model’s responses with its 95 % interval. Intervals that overlap do not tell the models apart.',
  target: 'target',
  steps: {
    import: ['This project has no task yet.', 'Import conversations'],
    judge: ['Tasks are waiting for their first judgment.', 'Judge one'],
    invite: ['One person alone cannot agree or disagree.', 'Invite a second annotator'],
    settle: ['A red line waits for a second person.', 'See the tasks on hold'],
    late: ['Answers came in after their lease had ended.', 'Look at them'],
    agree: ['Agreement is below the target.', 'See who differs, and on what'],
    release: ['Every planned judgment is in.', 'Make a dataset release'],
  },
  lateTitle: 'Answers that came too late',
  lateLead:
    'Their slot had been given to somebody else. Accepted, they count as extra judgments: for labels, not for agreement.',
  lateAccept: 'Accept',
  lateAccepted: 'The answer now counts as an extra judgment.',
} as const;
