import type { SelectionRow } from './input.ts';

/** Levels that an attribute has at most to be compared. */
export const levelsMax = 20;
/** Rows of the comparison. */
const rowsMax = 400;

/** Counts by attribute and level. Attributes of more levels than are compared are forgotten. */
class LevelCounts {
  /** Null for an attribute with too many levels. */
  readonly #counts = new Map<string, Map<string, number> | null>();

  add(attribute: string, level: string, tickets: number): void {
    const counts = this.#counts.get(attribute);
    if (counts === null) return;
    const own = counts ?? new Map<string, number>();
    own.set(level, (own.get(level) ?? 0) + tickets);
    this.#counts.set(attribute, own.size > levelsMax ? null : own);
  }

  forget(attribute: string): void {
    this.#counts.set(attribute, null);
  }

  of(attribute: string, level: string): number {
    return this.#counts.get(attribute)?.get(level) ?? 0;
  }

  *[Symbol.iterator](): Generator<readonly [attribute: string, level: string, tickets: number]> {
    for (const [attribute, counts] of this.#counts) {
      for (const [level, tickets] of counts ?? []) yield [attribute, level, tickets];
    }
  }
}

/** The judged tickets against all of the same sources, by every attribute that few values have. */
export class Selection {
  readonly #judged = new LevelCounts();
  readonly #all = new Map<string, [attribute: string, level: string | null, tickets: number][]>();

  tellJudged(attribute: string, level: string): void {
    this.#judged.add(attribute, level, 1);
  }

  /** @param level - null where the source's tickets have more levels than are compared */
  tellAll(source: string, attribute: string, level: string | null, tickets: number): void {
    const own = this.#all.get(source) ?? [];
    own.push([attribute, level, tickets]);
    this.#all.set(source, own);
  }

  take(sources: readonly string[]): SelectionRow[] {
    const all = new LevelCounts();
    for (const source of sources) {
      for (const [attribute, level, tickets] of this.#all.get(source) ?? []) {
        if (level === null) all.forget(attribute);
        else all.add(attribute, level, tickets);
      }
    }
    return [...all]
      .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
      .slice(0, rowsMax)
      .map(([attribute, level, tickets]) => ({
        ...{ attribute, level, all: tickets },
        judged: this.#judged.of(attribute, level),
      }));
  }
}
