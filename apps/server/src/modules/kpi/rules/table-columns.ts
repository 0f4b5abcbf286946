import type { Factor } from './input.ts';

const [unknown, disagreed] = [-1, -2];

/** A factor of tickets, told in any order. What those who tell of a ticket do not agree on is not known. */
export class Codes {
  readonly #codes: Int32Array;
  readonly #numbers = new Map<string, number>();
  readonly #levels: string[] = [];

  constructor(tickets: number) {
    this.#codes = new Int32Array(tickets).fill(unknown);
  }

  tell(ticket: number, value: string | null): void {
    if (value === null) return;
    const known = this.#codes[ticket] ?? unknown;
    if (known === unknown) this.#codes[ticket] = this.#numberOf(value);
    else if (known !== disagreed && this.#levels[known] !== value) this.#codes[ticket] = disagreed;
  }

  of(ticket: number): string | null {
    return this.#levels[this.#codes[ticket] ?? unknown] ?? null;
  }

  #numberOf(value: string): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#levels.length;
      this.#numbers.set(value, number);
      this.#levels.push(value);
    }
    return number;
  }

  /** Of those whose level is not known, what others say. */
  fill(others: Codes): void {
    for (let ticket = 0; ticket < this.#codes.length; ticket += 1) {
      const code = this.#codes[ticket] ?? unknown;
      if (code < 0) this.tell(ticket, others.of(ticket));
    }
  }

  /** Its levels sorted by name, and how many tickets have one. An empty text is none. */
  take(key: string, label: string): { readonly factor: Factor; readonly known: number } {
    const used = new Int32Array(this.#levels.length);
    for (const code of this.#codes) if (code >= 0) used[code] = (used[code] ?? 0) + 1;
    const levels = this.#levels.filter((level, code) => used[code] !== 0 && level !== '').sort();
    const rank = new Map(levels.map((level, index) => [level, index]));
    const ranks = Int32Array.from(this.#levels, (level) => rank.get(level) ?? unknown);
    const known = this.#levels.reduce(
      (sum, level, code) => sum + (level === '' ? 0 : (used[code] ?? 0)),
      0,
    );
    const codes = this.#codes.map((code) => ranks[code] ?? unknown);
    return { factor: { key, label, levels, codes }, known };
  }
}
