import { describe, expect, it } from 'vitest';
import { eventIdOf } from './event-id.ts';

const zendesk = (text: string, time = '2026-03-25T05:09:27Z') =>
  eventIdOf(
    'ZENDESK',
    { 'x-zendesk-webhook-signature-timestamp': time, 'x-zendesk-webhook-id': 'one' },
    text,
  );

describe('the id of an event', () => {
  it('is the one that its system gives', () => {
    const event = { type: 'zen:event-type:ticket.status_changed', id: '2b24ef10' };
    expect(zendesk(JSON.stringify(event))).toBe('2b24ef10');
    expect(eventIdOf('INTERCOM', {}, '{"type":"notification_event","id":"notif_1"}')).toBe(
      'notif_1',
    );
    expect(eventIdOf('GENERIC', { 'webhook-id': 'msg_1' }, '{}')).toBe('msg_1');
  });

  it('of a trigger of Zendesk is not the id of the ticket, nor that of the webhook', () => {
    const [solved, again] = ['{"id":7,"status":"solved"}', '{"id":7,"status":"open"}'];
    expect(zendesk(solved)).toMatch(/^sha256:/);
    expect(zendesk(solved)).not.toBe(zendesk(again));
    expect(zendesk(solved)).toBe(zendesk(solved));
    // the same words at another time are another change
    expect(zendesk(solved, '2026-03-26T00:00:00Z')).not.toBe(zendesk(solved));
  });

  it('is otherwise what came', () => {
    expect(eventIdOf('FRESHDESK', {}, '{"id":1}')).toMatch(/^sha256:/);
    expect(eventIdOf('FRESHDESK', {}, '{"id":1}')).not.toBe(
      eventIdOf('FRESHDESK', {}, '{"id": 1}'),
    );
    for (const text of ['', 'no json', 'null', '[1]', '{"id":null}', '{"id":{}}', '{"id":""}']) {
      expect(eventIdOf('INTERCOM', {}, text)).toMatch(/^sha256:/);
      expect(zendesk(text)).toMatch(/^sha256:/);
    }
  });

  it('is short', () => {
    const long = 'x'.repeat(300);
    expect(eventIdOf('GENERIC', { 'webhook-id': long }, '').length).toBeLessThan(60);
    expect(eventIdOf('INTERCOM', {}, JSON.stringify({ id: long })).length).toBeLessThan(60);
  });
});
