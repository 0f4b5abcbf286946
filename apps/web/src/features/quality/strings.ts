import { plural } from '../../components/figures.ts';

/** Every text of the quality page, ready for translation. */
export const strings = {
  on: 'Compare annotators on',
  preferences: 'Preferences',
  matrixTitle: (subject: string) => `Who agrees with whom on ${subject}?`,
  matrixDefinition:
    'Cohen’s kappa of every two annotators who judged the same things: 1 is perfect agreement, 0 is what chance would give. Dimensions with quadratic weights, so that neighbouring tiers count as nearly the same; preferences unweighted. A dashed cell is not defined: too little was judged by both. A cell leads to the figures of the two.',
  fewPairs: 'No two annotators have judged the same thing yet',
  fewPairsLong:
    'Agreement needs tasks judged by more than one person: plan an overlap of two or more, or wait for a second judgment.',
  pairOf: (first: string, second: string) => `${first} and ${second}`,
  kappa: 'Cohen’s κ',
  pairs: (annotators: number, pairs: number, empty: number, reasons: readonly string[]) =>
    [
      `${plural(annotators, 'annotator')}, ${plural(pairs, 'pair')}, Cohen’s κ`,
      ...(empty === 0 ? [] : [`${empty} dashed`, ...reasons]),
    ].join(' · '),
  pairHead: ['First', 'Second', 'Cohen’s κ', 'Low', 'High', 'Shared', 'Note'],
  shared: (units: number) => `${units} shared`,
  judgedByBoth: (units: number) => `${plural(units, 'thing')} judged by both`,
  judgmentsOf: (name: string) => `Judgments of ${name}`,
  closePair: 'Close',
  annotators: 'Annotators',
  annotatorsLead:
    'Agreement with the others is the mean share of their answers to the same thing that were the same. It is not corrected for chance; the matrix is. Nobody is ranked.',
  nobody: 'Nobody has judged yet',
  nobodyLong: 'Figures appear with the first judgments.',
  annotator: 'Annotator',
  judgments: 'Judgments',
  composite: 'Mean composite',
  agreement: 'Same as the others',
  notApplicable: 'Not applicable',
  activeTime: 'Median time',
  skips: 'Skips',
  imported: 'imported, not identified',
} as const;
