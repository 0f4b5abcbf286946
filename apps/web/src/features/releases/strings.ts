/** Every text about dataset releases. */
export const strings = {
  title: 'Dataset releases',
  none: 'No release yet',
  noneLong:
    'A release is a file of preference pairs that never changes, with a manifest of what is in it and what each gate left out.',
  form: {
    title: 'New release',
    name: 'Name of the release',
    format: 'Format',
    formats: {
      DPO: 'DPO pairs, plain text',
      DPO_CONVERSATIONAL: 'DPO pairs, conversational',
    },
    lines: {
      DPO: '{ "prompt": "…", "chosen": "…", "rejected": "…" }',
      DPO_CONVERSATIONAL: '{ "prompt": [messages], "chosen": [message], "rejected": [message] }',
    },
    votes: 'Votes at least',
    agreement: 'Agreement at least',
    hint: 'A pair is taken where at least so many people judged it and the winner has at least this share of their votes. Ties and tasks with an open red line are left out and counted.',
    eachLine: 'Each line:',
    create: 'Create release',
  },
  card: {
    name: (release: string) => `Release ${release}`,
    format: { DPO: 'DPO', DPO_CONVERSATIONAL: 'DPO, conversational' },
    gates: (votes: string, agreement: string) =>
      `At least ${votes}, agreement at least ${agreement}`,
    download: 'Download',
    manifest: 'Manifest',
    cancel: 'Cancel',
    cancelled: 'Cancelled: there is no file.',
    writing: (percent: number) => `Writing the release: ${percent} %`,
    chosen: (a: number, b: number) => `first answer chosen ${a} times, second ${b} times`,
    leftOut: 'Left out',
    nothingLeftOut: 'Nothing was left out.',
    empty: 'No pair passed the gates, so the file is empty. See below what left them out.',
    reasons: {
      NOT_A_COMPARISON: 'only one answer to judge',
      RED_LINE: 'red line open or upheld',
      NOT_JUDGED: 'nobody judged it',
      TOO_FEW_VOTES: 'too few votes',
      NO_MAJORITY: 'two verdicts have the most votes',
      TIE: 'a tie won',
      BOTH_BAD: 'both bad won',
      BOTH_GOOD: 'both good won',
      BELOW_AGREEMENT: 'agreement below the gate',
    } as Readonly<Record<string, string>>, // the API gives reasons as text and may add some
    rubricVersions: 'Rubric versions',
    scoring: 'Scoring',
    asOf: 'As of',
    sha256: 'SHA-256',
    about: 'What the file is made of',
  },
} as const;
