import { UuidIndex } from './uuid-index.ts';

const firstSize = 1_024;
const none = -1;

/** Tickets and the tasks that are about them. Most are one of each; a task may have several of either. */
export class Pairs {
  readonly tickets = new UuidIndex();
  readonly #tasks = new UuidIndex();
  /** By task, its latest pair. */
  #latest = new Int32Array(firstSize);
  /** By pair, the pair of the same task before it. */
  #before = new Int32Array(firstSize);
  #ticketOf = new Int32Array(firstSize);
  #size = 0;

  /** @returns the number of the ticket */
  add(view: DataView, ticketAt: number, taskAt: number): number {
    if (this.#size === this.#ticketOf.length) {
      this.#latest = twice(this.#latest);
      this.#before = twice(this.#before);
      this.#ticketOf = twice(this.#ticketOf);
    }
    const ticket = this.tickets.add(view, ticketAt);
    const known = this.#tasks.size;
    const task = this.#tasks.add(view, taskAt);
    this.#before[this.#size] = task === known ? none : (this.#latest[task] ?? none);
    this.#latest[task] = this.#size;
    this.#ticketOf[this.#size] = ticket;
    this.#size += 1;
    return ticket;
  }

  /** The latest pair of a task; -1 where it has none. */
  pairOf(view: DataView, taskAt: number): number {
    const task = this.#tasks.find(view, taskAt);
    return task === none ? none : (this.#latest[task] ?? none);
  }

  /** The pair of the same task before one; -1 where it was the first. */
  before(pair: number): number {
    return this.#before[pair] ?? none;
  }

  ticketOf(pair: number): number {
    return this.#ticketOf[pair] ?? none;
  }
}

function twice(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
