/** How one simulated annotator differs from a perfect one. A tier is 1 wide. */
export interface Traits {
  /** Standard deviation of what is perceived around the truth, in tiers. */
  readonly noise: number;
  /** Constant shift of every perceived tier; positive scores higher. */
  readonly leniency: number;
  /** Further shift reached at the end of the period; grows evenly from 0. */
  readonly drift: number;
  /** Share of answers given without reading: any answer, each as likely. */
  readonly slipRate: number;
  /** Share of ratings in which the same tier is given to every dimension. */
  readonly straightLineRate: number;
  /** Added to the response shown on the left, in composite points of [0, 1]. */
  readonly leftBias: number;
  /** Active time as a multiple of an ordinary reader's. */
  readonly pace: number;
  /** Share of the flags that belong there which this annotator raises. */
  readonly flagsSeen: number;
  /** How much work is taken on, as a multiple of the others'. */
  readonly workload: number;
  /** Part of the period that has passed before the first judgment, in [0, 1). */
  readonly joinsAfter: number;
}

/** A fictional person and what makes the judgments of that person particular. */
export interface DemoAnnotator {
  readonly name: string;
  readonly description: string;
  readonly traits: Traits;
}

const ordinary: Traits = {
  noise: 0.32,
  leniency: 0,
  drift: 0,
  slipRate: 0.01,
  straightLineRate: 0,
  leftBias: 0,
  pace: 1,
  flagsSeen: 0.85,
  workload: 1,
  joinsAfter: 0,
};

/** The team of the demo tenant. The people are fictional. */
export const demoAnnotators = [
  {
    name: 'Ingrid Solheim',
    description: 'Careful: reads the policy each time and takes the time it needs.',
    traits: { ...ordinary, noise: 0.22, slipRate: 0, pace: 1.35, flagsSeen: 0.97 },
  },
  {
    name: 'Kofi Mensah',
    description: 'Careful, a little quicker, takes on more than the others.',
    traits: { ...ordinary, noise: 0.25, slipRate: 0, pace: 1.1, flagsSeen: 0.95, workload: 1.2 },
  },
  {
    name: 'Rosa Delgado',
    description: 'Lenient: gives the benefit of the doubt in every dimension.',
    traits: { ...ordinary, leniency: 0.36, flagsSeen: 0.7 },
  },
  {
    name: 'Viktor Brandt',
    description: 'Strict: the highest tier has to be earned.',
    traits: { ...ordinary, leniency: -0.34, flagsSeen: 0.95 },
  },
  {
    name: 'Amara Nwosu',
    description: 'Drifts: begins like the careful ones and is lenient by the end.',
    traits: { ...ordinary, noise: 0.26, drift: 0.8 },
  },
  {
    name: 'Theo Lindgren',
    description: 'Careless: slips, and gives one tier to everything when tired.',
    traits: {
      ...ordinary,
      noise: 0.55,
      slipRate: 0.36,
      straightLineRate: 0.25,
      pace: 0.45,
      flagsSeen: 0.3,
    },
  },
  {
    name: 'Jun Takeda',
    description: 'Fast, and drawn to the answer on the left.',
    traits: { ...ordinary, noise: 0.34, leftBias: 0.4, pace: 0.5, workload: 1.2 },
  },
  {
    name: 'Leila Haddad',
    description: 'New: joined in the second week and is still finding the scale.',
    traits: { ...ordinary, noise: 0.65, pace: 1.5, workload: 0.6, joinsAfter: 0.4 },
  },
] as const satisfies readonly DemoAnnotator[];
