import type { OutcomeEvent } from '../../tickets/rules/event.ts';
import { translateFreshdesk } from './freshdesk.ts';
import { translateGeneric } from './generic.ts';
import { translateIntercom } from './intercom.ts';
import { eventOf } from './news.ts';
import type { WebhookKind } from './signatures.ts';
import { translateZendesk } from './zendesk.ts';

export interface Sent {
  readonly kind: WebhookKind;
  readonly source: string;
  readonly body: string;
  readonly receivedAt: Date;
}

/** The events that were told, or why there are none. */
export type Understood =
  | { readonly kind: 'NEWS'; readonly events: readonly OutcomeEvent[] }
  | { readonly kind: 'IGNORED' | 'FAILED'; readonly reason: string };

/** What came, in Assay's words. Nothing that it holds makes this throw. */
export function translate({ kind, source, body: text, receivedAt }: Sent): Understood {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { kind: 'FAILED', reason: 'The body is no JSON.' };
  }
  if (kind === 'GENERIC') {
    const read = translateGeneric(body, source);
    if (!read.ok) return { kind: 'FAILED', reason: read.problem };
    return { kind: 'NEWS', events: read.events.map((event) => ({ ...event, source })) };
  }
  const translated = translators[kind](body, receivedAt);
  if (translated.kind !== 'NEWS') return translated;
  const events = translated.news.map((news) => ({ ...eventOf(news), source }));
  return { kind: 'NEWS', events };
}

const translators = {
  ZENDESK: translateZendesk,
  INTERCOM: translateIntercom,
  FRESHDESK: translateFreshdesk,
} as const;
