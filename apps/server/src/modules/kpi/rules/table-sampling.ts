import type { KpiNote } from './input.ts';
import { Codes } from './table-columns.ts';
import { info, warning } from './table-outcomes.ts';

/** Weights beyond this say more of a rare draw than of the tickets. */
const samplingCap = 20;
/** An inclusion probability as text: above 0, at most 1. */
const probability = /^(0?\.[0-9]+|1(\.0+)?)$/;

/** How the tasks of tickets were drawn for judging. */
export class Sampling {
  readonly #tickets: number;
  readonly #probabilities: Codes;
  readonly #rules: Codes;

  constructor(tickets: number) {
    this.#tickets = tickets;
    this.#probabilities = new Codes(tickets);
    this.#rules = new Codes(tickets);
  }

  tellTask(ticket: number, chance: string | null, rule: string | null): void {
    this.#probabilities.tell(ticket, chance);
    this.#rules.tell(ticket, rule);
  }

  /** Weights are null where every ticket is as likely. */
  take(): { readonly weights: Float64Array | null; readonly notes: readonly KpiNote[] } {
    const notes: KpiNote[] = [];
    const weights = new Float64Array(this.#tickets).fill(1);
    let [undrawn, selected] = [0, 0];
    for (let ticket = 0; ticket < this.#tickets; ticket += 1) {
      const chance = this.#probabilities.of(ticket) ?? '';
      const p = probability.test(chance) ? Number(chance) : null;
      if (p === null) undrawn += 1;
      else if (p > 0) weights[ticket] = Math.min(samplingCap, 1 / p);
      if (this.#rules.of(ticket)?.toLowerCase().includes('outcome') === true) selected += 1;
    }
    if (selected > 0) {
      notes.push(
        warning(
          'SELECTED_BY_OUTCOME',
          `${selected} tickets were drawn for judging by their outcome: the figures are about association among selected tickets only.`,
        ),
      );
    }
    if (undrawn === this.#tickets) return { weights: null, notes };
    if (undrawn > 0) {
      notes.push(
        warning(
          'PROBABILITY_MISSING',
          `${undrawn} of ${this.#tickets} tickets have no inclusion probability; they count once each.`,
        ),
      );
    }
    notes.push(
      info(
        'SAMPLING_WEIGHTS',
        `Tickets count by 1 / inclusion probability, at most ${samplingCap} times.`,
      ),
    );
    return { weights, notes };
  }
}
