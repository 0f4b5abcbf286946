import type { Factor } from './input.ts';

const firstSize = 1_024;
const chunkSize = 65_536;

/** Numbers of which nobody knows yet how many there will be. Where all are unknown they take no room. */
export class Floats {
  /** Null for a chunk without a number. */
  #chunks: (Float64Array | null)[] = [];
  #length = 0;

  push(value: number | null): void {
    const at = this.#length % chunkSize;
    if (at === 0) this.#chunks.push(null);
    this.#length += 1;
    if (value === null) return;
    const last = this.#chunks.length - 1;
    const chunk = this.#chunks[last] ?? new Float64Array(chunkSize).fill(Number.NaN);
    chunk[at] = value;
    this.#chunks[last] = chunk;
  }

  /** All of them, NaN where unknown. They are not kept: what is pushed then is the first again. */
  take(): Float64Array {
    const all = new Float64Array(this.#length).fill(Number.NaN);
    const chunks = this.#chunks;
    for (const [nth, chunk] of chunks.entries()) {
      if (chunk === null) continue;
      const from = nth * chunkSize;
      all.set(chunk.subarray(0, this.#length - from), from);
      chunks[nth] = null;
    }
    this.#chunks = [];
    this.#length = 0;
    return all;
  }
}

export const toInts = (values: Float64Array): Int32Array => Int32Array.from(values);
export const toBytes = (values: Float64Array): Uint8Array => Uint8Array.from(values);

/** The values of a factor as they come, coded in the order first met and then sorted by name. */
export class Levels {
  readonly #codes = new Map<string, number>();
  readonly #column = new Floats();

  push(value: string | null): void {
    if (value === null) {
      this.#column.push(-1);
      return;
    }
    let code = this.#codes.get(value);
    if (code === undefined) {
      code = this.#codes.size;
      this.#codes.set(value, code);
    }
    this.#column.push(code);
  }

  take(key: string, label: string): Factor {
    const levels = [...this.#codes.keys()].sort();
    const rank = new Map(levels.map((level, index) => [level, index]));
    const sorted = new Int32Array(this.#codes.size);
    for (const [level, code] of this.#codes) sorted[code] = rank.get(level) ?? -1;
    const codes = Int32Array.from(this.#column.take(), (code) =>
      code < 0 ? -1 : (sorted[code] ?? -1),
    );
    return { key, label, levels, codes };
  }
}

/** 16 bytes a UUID. */
export class Uuids {
  #bytes = Buffer.alloc(16 * firstSize);
  #length = 0;

  push(id: string): void {
    if (this.#length === this.#bytes.length) {
      const larger = Buffer.alloc(this.#length * 2);
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    this.#bytes.write(id.replaceAll('-', ''), this.#length, 'hex');
    this.#length += 16;
  }

  take(): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(0, this.#length));
  }
}
