const words = 4;
const firstSize = 1_024;
const free = -1;

/** Numbers UUIDs from 0 in the order in which they are first met. 24 to 48 bytes for each. */
export class UuidIndex {
  #ids = new Int32Array(words * firstSize);
  /** Open addressing, half empty at least: the number of the id, or `free`. */
  #slots = new Int32Array(2 * firstSize).fill(free);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns its number, a new one where it is new */
  add(view: DataView, at: number): number {
    const slot = this.#slotOf(view, at);
    const known = this.#slots[slot] ?? free;
    if (known !== free) return known;
    const number = this.#size;
    this.#slots[slot] = number;
    for (let word = 0; word < words; word += 1) {
      this.#ids[number * words + word] = view.getInt32(at + 4 * word, true);
    }
    this.#size += 1;
    if (this.#size * words === this.#ids.length) this.#grow();
    return number;
  }

  /** @returns its number; -1 where it has none */
  find(view: DataView, at: number): number {
    return this.#slots[this.#slotOf(view, at)] ?? free;
  }

  /** All ids in the order of their numbers, 16 bytes each. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#ids.slice(0, this.#size * words).buffer);
  }

  /** Where an id is, or would be. */
  #slotOf(view: DataView, at: number): number {
    const [a, b] = [view.getInt32(at, true), view.getInt32(at + 4, true)];
    const [c, d] = [view.getInt32(at + 8, true), view.getInt32(at + 12, true)];
    const ids = this.#ids;
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] ?? free;
      if (number === free) return slot;
      const from = number * words;
      if (ids[from + 3] === d && ids[from + 2] === c && ids[from + 1] === b && ids[from] === a) {
        return slot;
      }
    }
  }

  #grow(): void {
    const ids = new Int32Array(2 * this.#ids.length);
    ids.set(this.#ids);
    this.#ids = ids;
    const slots = new Int32Array(2 * this.#slots.length).fill(free);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#size; number += 1) {
      const from = number * words;
      const hash = hashOf(
        ids[from] ?? 0,
        ids[from + 1] ?? 0,
        ids[from + 2] ?? 0,
        ids[from + 3] ?? 0,
      );
      let slot = hash & mask;
      while (slots[slot] !== free) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

/** Mixes four words, of which any may be the one in which ids differ (the finaliser of MurmurHash3). */
function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca77) ^ Math.imul(d, 0xc2b2ae3d);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
