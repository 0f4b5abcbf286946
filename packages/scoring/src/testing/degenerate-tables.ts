import { problemsOf, type Range } from './problems-of.ts';

/**
 * Inputs that leave little to say, and what is asked of each. A statistic's name is that of its
 * function, with what else is asked of it behind a comma.
 */
export interface Family<Input> {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly statistics: Readonly<Record<string, readonly [Range, (input: Input) => unknown]>>;
}

/** A statistic with every input of its family. */
export interface DegenerateCase {
  readonly name: string;
  readonly function: string;
  /** Each result by the name of its input. @throws what the statistic throws */
  readonly results: () => readonly { readonly input: string; readonly result: unknown }[];
  /** What is wrong with any of the results, in words. */
  readonly problems: () => readonly string[];
}

/** A statistic of a handful of numbers is there at once; a search without end is not. */
const longestMs = 2000;

export function casesOf<Input>({ inputs, statistics }: Family<Input>): DegenerateCase[] {
  return Object.entries(statistics).map(([name, [range, of]]) => ({
    name,
    function: name.split(',')[0] ?? name,
    results: () => Object.entries(inputs).map(([input, value]) => ({ input, result: of(value) })),
    problems: () =>
      Object.entries(inputs).flatMap(([input, value]) =>
        problemsWith(() => of(value), range).map((problem) => `${input}: ${problem}`),
      ),
  }));
}

function problemsWith(run: () => unknown, range: Range): string[] {
  const started = performance.now();
  try {
    const problems = problemsOf(run(), range);
    const took = performance.now() - started;
    return took < longestMs ? problems : [...problems, `it took ${took} ms`];
  } catch (error) {
    return [`it throws ${error}`];
  }
}
