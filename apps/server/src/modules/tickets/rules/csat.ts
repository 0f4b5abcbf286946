interface Scale {
  readonly description: string;
  /** Where an answer lies in [0, 1]; null for what is no answer on this scale. */
  readonly normalise: (raw: number) => number | null;
}

const between = (lowest: number, highest: number, isWhole: boolean) => (raw: number) =>
  raw >= lowest && raw <= highest && (!isWhole || Number.isInteger(raw))
    ? (raw - lowest) / (highest - lowest)
    : null;

/** Freshdesk's codes from extremely unhappy to extremely happy: names of seven ranks, not amounts. */
const freshdeskCodes = [-103, -102, -101, 100, 101, 102, 103];

/** The scales on which satisfaction is asked. Answers of different scales never stand in one figure. */
const scales = {
  GOOD_BAD: { description: '0 is bad, 1 is good.', normalise: between(0, 1, true) },
  ONE_TO_THREE: { description: 'Whole numbers from 1 to 3.', normalise: between(1, 3, true) },
  ONE_TO_FIVE: { description: 'Whole numbers from 1 to 5.', normalise: between(1, 5, true) },
  ONE_TO_SEVEN: { description: 'Whole numbers from 1 to 7.', normalise: between(1, 7, true) },
  ONE_TO_TEN: { description: 'Whole numbers from 1 to 10.', normalise: between(1, 10, true) },
  ZERO_TO_TEN: { description: 'Whole numbers from 0 to 10.', normalise: between(0, 10, true) },
  UNIT: { description: 'From 0 to 1.', normalise: between(0, 1, false) },
  PERCENT: { description: 'From 0 to 100.', normalise: between(0, 100, false) },
  FRESHDESK: {
    description: 'The codes -103, -102, -101, 100, 101, 102, 103: seven ranks, evenly spaced.',
    normalise: (raw: number) => {
      const rank = freshdeskCodes.indexOf(raw);
      return rank === -1 ? null : rank / (freshdeskCodes.length - 1);
    },
  },
} as const satisfies Record<string, Scale>;
export type CsatScale = keyof typeof scales;

// the keys of the table above, of which there is at least one
export const csatScales = Object.keys(scales) as [CsatScale, ...CsatScale[]];

export const scaleDescription = (scale: CsatScale): string => scales[scale].description;

export const isCsatScale = (text: string): text is CsatScale => Object.hasOwn(scales, text);

/** An answer in [0, 1]; null for what is no answer on this scale. */
export const normalised = (raw: number, scale: CsatScale): number | null =>
  scales[scale].normalise(raw);

/** What is known of whether somebody was asked, and answered. */
export const csatStates = ['ANSWERED', 'UNANSWERED', 'UNOFFERED'] as const;
export type CsatState = (typeof csatStates)[number];

/** Unanswered is not unoffered, and neither is missing at random. */
export function csatState(outcome: {
  readonly csatRaw: number | null;
  readonly csatOfferedAt: Date | null;
  readonly csatAnsweredAt: Date | null;
}): CsatState {
  if (outcome.csatRaw !== null || outcome.csatAnsweredAt !== null) return 'ANSWERED';
  return outcome.csatOfferedAt === null ? 'UNOFFERED' : 'UNANSWERED';
}
