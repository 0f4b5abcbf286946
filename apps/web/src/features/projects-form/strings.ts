/** Every text of the forms of a project and of the way to the first judgment. */
export const strings = {
  fields: {
    name: 'Name',
    description: 'Description',
    instructions: 'Instructions for annotators',
    instructionsHint: 'They can read them at any time while judging.',
    lease: 'Minutes to judge a task',
    leaseHint:
      'Then it goes back and somebody else may get it; saving a draft begins the time anew.',
    target: 'Target agreement',
    targetHint:
      'Krippendorff’s alpha that you aim at. .667 is the least from which careful conclusions are usually drawn, .8 is good.',
    bothGood: 'Comparisons may be answered with “both good”',
    markdown: 'Show answers as Markdown',
    markdownHint:
      'Without images, and links open only after a question. Otherwise they are shown as plain text.',
  },
  create: {
    title: 'New project',
    lead: 'Tasks judged under one rubric.',
    rubric: 'Rubric',
    version: (name: string, n: number) => `${name}, version ${n}`,
    overlap: 'Judgments a task',
    overlapHint: 'Agreement needs at least two.',
    share: 'Share of tasks that get them, in per cent',
    shareHint: 'Drawn at random; the others get one judgment.',
    submit: 'Create project',
    publishFirst: 'Publish a rubric first',
    publishFirstLong:
      'A project is judged by a published rubric version, so that all its judgments mean the same.',
    toRubrics: 'Go to the rubrics',
  },
  settings: {
    save: 'Save',
    saved: 'Saved',
    overlap: (overlap: number, percent: number) =>
      overlap === 1
        ? 'One judgment a task; fixed when tasks are made.'
        : `${overlap} judgments for ${percent} % of the tasks; fixed when tasks are made.`,
    version: 'Rubric version',
    versionLong:
      'Another version holds for what is claimed from now on. What is held or done keeps the version it was made under, and figures of agreement are told for one version at a time.',
    versionOf: (n: number) => `version ${n}`,
    newer: (n: number) => `Version ${n} is newer than the one in use.`,
    adopt: 'Adopt this version',
    adopted: 'What is claimed from now on is judged under this version.',
    read: 'Read the rubric',
    pause: 'Pause',
    paused: 'Paused',
    pauseLong:
      'While a project is paused no task is given out. What somebody holds can still be submitted.',
    pauseDo: 'Pause the project',
    goOn: 'Resume the project',
    isPaused: 'The project is paused',
    goesOn: 'The project goes on',
  },
  firstRun: {
    title: 'From here to the first judgment',
    done: (step: string) => `${step} (done)`,
    copy: 'Copy a rubric template',
    publish: 'Change its words and weights, then publish it',
    project: 'Make a project',
    import: 'Import conversations',
    invite: 'Invite two people by link',
    judge: 'Judge',
  },
} as const;
