import type { Reference } from './reference.ts';

/** One piece of work of known size. */
export interface Case {
  readonly name: string;
  /** The figure that every tool has to agree on, or null where they draw at random. */
  readonly work: () => number | null | undefined;
  /** How often the work is done in one call: a time is divided by it. */
  readonly times?: number;
  /** What its usual tool took on two cores of another machine, give or take 30 %. */
  readonly noted?: { readonly tool: string; readonly seconds: number };
  /** How many times as long the tool has to take, or how long this may. */
  readonly goal?: Goal;
}
export type Goal =
  | { readonly tool: string; readonly atLeast: number }
  | { readonly seconds: number };

/** Cases on the same numbers, and the scripts of other tools for them. */
export interface Group {
  readonly cases: readonly Case[];
  readonly scripts: readonly Script[];
  /** The numbers, as files that the scripts read. */
  readonly files: Readonly<Record<string, Int32Array | Float64Array>>;
}
export interface Script {
  readonly file: string;
  readonly program: 'python' | 'r';
  /** What has to be installed for the script to run. */
  readonly packages: readonly string[];
}

export interface Measured {
  readonly name: string;
  readonly seconds: number;
  readonly references: readonly Reference[];
  readonly noted: NonNullable<Case['noted']> | null;
  readonly goal: Goal | null;
  /** Where another tool gives another value. */
  readonly conflicts: readonly string[];
}
