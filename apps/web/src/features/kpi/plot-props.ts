import type { PairPlots_PairFragment } from '../../__generated__/graphql.ts';

/** What each plot of a pair is given. */
export interface PlotProps {
  readonly plot: PairPlots_PairFragment['plot'];
  readonly names: PairNames;
}

export interface PairNames {
  readonly score: string;
  readonly outcome: string;
  /** Of a file that is downloaded. */
  readonly file: string;
  readonly n: number;
  /** Whether the outcome is a yes or no: means of it are shares. */
  readonly isShare: boolean;
}
