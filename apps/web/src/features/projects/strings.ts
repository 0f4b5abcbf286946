import { plural } from '../../components/figures.ts';

/** Every text of the project pages, ready for translation. */
export const strings = {
  tabs: {
    overview: 'Overview',
    tasks: 'Tasks',
    judgments: 'Judgments',
    quality: 'Quality',
    outcomes: 'Outcomes',
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
  progressOf: (submitted: number, planned: number) =>
    `${submitted.toLocaleString('en')} of ${plural(planned, 'judgment')}`,
  inWork: (slots: number) => `${slots} in work`,
  metOf: (met: number, all: number) => `${met} of ${all}`,
  ratedTasks: (n: number) => plural(n, 'rated task'),
  judgedTasks: (n: number) => plural(n, 'judged task'),
  sizeOf: (tasks: number, annotators: number) =>
    `${plural(tasks, 'task')} · ${plural(annotators, 'annotator')}`,
  tasksOf: (complete: number, tasks: number) => `${complete} of ${plural(tasks, 'task')} complete`,
  atLeast: (alpha: string, annotators: number) =>
    `α of at least ${alpha} · ${plural(annotators, 'annotator')}`,
  tasksOnHold: (n: number) => `${plural(n, 'task')} on hold: a red line waits for a second person`,
  tasksSkipped: (n: number) => `${plural(n, 'task')} skipped by everybody`,
  steps: {
    import: ['This project has no task yet.', 'Import conversations'],
    resume: ['The project is paused: nobody is given a task.', 'Resume it'],
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
  lateTask: 'the task',
  lateAccept: 'Accept',
  lateAccepted: 'The answer now counts as an extra judgment.',
} as const;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What plots find, as titles. */
export const findingStrings = {
  noComposite: 'No judgment has a composite yet',
  high: (share: string) => `${share} of the judgments score 0.7 or more`,
  noAgreement: 'Agreement cannot be told yet',
  short: (target: string, subjects: readonly string[]) =>
    `Agreement falls short of ${target} in ${listed(subjects)}`,
  reached: (target: string, subjects: number) =>
    `Agreement reaches the target of ${target}${subjects === 1 ? '' : ` in all ${subjects}`}`,
  noDimension: 'No dimension has been scored yet',
  lowest: (name: string, mean: string) => `${name} scores lowest, with a mean of ${mean}`,
  nobody: 'Nobody has judged yet',
  perDay: (judgments: number) => `${plural(judgments, 'judgment')} on an average working day`,
  noModel: 'The models cannot be compared yet',
  oneModel: (name: string) => `${name} alone has been judged`,
  ahead: (name: string, what: string) => `${name} is ahead in ${what}`,
  noneAhead: (what: string) => `No model is surely ahead in ${what}`,
  noComparison: 'Nothing has been compared yet',
  comparisons: (a: string, b: string) => `A was better in ${a} of comparisons, B in ${b}`,
} as const;

/** What plots rest on, and the heads of their tables. */
export const plotTexts = {
  composites: (n: number) => `${plural(n, 'judgment')} by composite`,
  tiers: (n: number) => `${plural(n, 'answer')}, by tier from lowest to highest`,
  comparisons: (n: number) => `${plural(n, 'comparison')}, towards the responses as stored`,
  days: (judgments: number, days: number) =>
    `${plural(judgments, 'judgment')} over ${plural(days, 'day')}`,
  annotators: (n: number) => `${plural(n, 'annotator')}, 95 % intervals`,
  models: (n: number) => `${plural(n, 'model')}, 95 % intervals`,
  mean: (value: string, interval: string) => `mean ${value}, ${interval}`,
  rated: (units: number, annotators: number, ratings: number) =>
    `${plural(units, 'rated thing')}, ${plural(annotators, 'annotator')}, ${plural(ratings, 'rating')}`,
  agreementHead: ['Subject', 'α', 'Low', 'High', 'Rated things', 'Annotators', 'Ratings', 'Note'],
  compositeHead: ['From', 'To', 'Judgments'],
  tierHead: ['Dimension', 'Tier', 'Answers', 'Mean of the dimension'],
  dayHead: ['Day', 'Judgments'],
  comparisonHead: ['Outcome', 'Comparisons'],
  modelHead: (figure: string) => ['Model', figure, 'Low', 'High', 'n', 'Note'],
} as const;
