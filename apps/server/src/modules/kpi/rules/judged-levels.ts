import type { SelectionRow } from './input.ts';

/** Judged tickets by what their attributes say. Attributes of more levels than are compared are forgotten. */
export class JudgedLevels {
  readonly #levelsMax: number;
  /** Null for an attribute with too many levels. */
  readonly #counts = new Map<string, Map<string, number> | null>();

  constructor(levelsMax: number) {
    this.#levelsMax = levelsMax;
  }

  add(attribute: string, level: string, tickets: number): void {
    const counts = this.#counts.get(attribute);
    if (counts === null) return;
    const own = counts ?? new Map<string, number>();
    own.set(level, (own.get(level) ?? 0) + tickets);
    this.#counts.set(attribute, own.size > this.#levelsMax ? null : own);
  }

  /** @param all - every ticket by the same attributes */
  against(all: readonly Omit<SelectionRow, 'judged'>[]): SelectionRow[] {
    return all.map((row) => ({
      ...row,
      judged: this.#counts.get(row.attribute)?.get(row.level) ?? 0,
    }));
  }
}
