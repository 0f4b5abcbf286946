import { z } from 'zod';
import {
  Amount,
  attributesOf,
  failed,
  Id,
  identified,
  ignored,
  type NewsAttribute,
  present,
  type Read,
  secondsBetween,
  Text,
  type TicketFields,
  type TicketNews,
  type Translated,
  UnixTime,
} from './news.ts';
import { problemIn } from './problem.ts';

const Statistics = z.object({
  time_to_first_close: Amount,
  time_to_last_close: Amount,
  first_admin_reply_at: UnixTime,
  first_close_at: UnixTime,
  last_close_at: UnixTime,
  count_reopens: Amount,
});
const Rating = z.object({ rating: Amount, created_at: UnixTime, updated_at: UnixTime });
const AiAgent = z.object({
  resolution_state: Text,
  last_answer_type: Text,
  rating: Amount,
  created_at: UnixTime,
  updated_at: UnixTime,
});
const Conversation = z.object({
  id: Id,
  created_at: UnixTime,
  updated_at: UnixTime,
  state: Text,
  priority: Text,
  admin_assignee_id: Text,
  team_assignee_id: Text,
  source: z.object({ type: Text }).nullish().catch(null),
  contacts: z
    .object({ contacts: z.array(z.object({ id: Text })) })
    .nullish()
    .catch(null),
  statistics: Statistics.nullish().catch(null),
  conversation_rating: Rating.nullish().catch(null),
  ai_agent_participated: z.boolean().nullish().catch(null),
  ai_agent: AiAgent.nullish().catch(null),
});
type Conversation = z.infer<typeof Conversation>;

const Notification = z.object({
  type: z.literal('notification_event'),
  id: Text,
  topic: z.string(),
  created_at: UnixTime,
  data: z.object({ item: z.looseObject({ type: z.string().optional() }) }),
});

/** Topics of a conversation that is no more, or that came to another one. */
const endings = new Set(['conversation.deleted', 'conversation.contact.detached']);

/** What an Intercom notification says. A conversation is a ticket here, and comes as it is at that time. */
export function translateIntercom(body: unknown, receivedAt: Date): Translated {
  const notification = Notification.safeParse(body);
  if (!notification.success) {
    return failed(`This is no notification of Intercom: ${problemIn(notification.error)}`);
  }
  const { id, topic, created_at: createdAt, data } = notification.data;
  if (data.item.type !== 'conversation' || endings.has(topic)) {
    return ignored(`${topic} tells nothing of an outcome.`);
  }
  const conversation = Conversation.safeParse(data.item);
  if (!conversation.success) {
    return failed(
      `The conversation is not as Intercom describes it: ${problemIn(conversation.error)}`,
    );
  }
  const at = createdAt ?? conversation.data.updated_at ?? receivedAt;
  const news = newsOf(conversation.data, at, topic);
  const own = id === null ? identified('intercom', news) : { ...news, eventId: `intercom:${id}` };
  return { kind: 'NEWS', news: [own] };
}

/** A conversation of the REST interface. */
export function readConversation(record: unknown, readAt: Date): Read {
  const conversation = Conversation.safeParse(record);
  if (!conversation.success) return { ok: false, problem: problemIn(conversation.error) };
  const at = conversation.data.updated_at ?? readAt;
  return { ok: true, news: identified('intercom', newsOf(conversation.data, at, null)) };
}

function newsOf(
  conversation: Conversation,
  at: Date,
  topic: string | null,
): Omit<TicketNews, 'eventId'> {
  const { id, statistics, conversation_rating: rating, created_at: createdAt } = conversation;
  const resolved = isResolved(conversation);
  const reopened = topic === 'conversation.admin.opened' && (statistics?.count_reopens ?? 0) > 0;
  return {
    externalId: id,
    occurredAt: at,
    fields: present<TicketFields>({
      conversationId: id,
      openedAt: createdAt,
      resolved,
      ...resolutionOf(conversation, resolved),
      resolvedAt: statistics?.last_close_at ?? (topic === 'conversation.admin.closed' ? at : null),
      reopenedAt: reopened ? at : null,
      reopens: statistics?.count_reopens,
      // Intercom takes office hours into account for all but the time to assignment
      firstResolutionBusinessSeconds: statistics?.time_to_first_close,
      fullResolutionBusinessSeconds: statistics?.time_to_last_close,
      firstResolutionCalendarSeconds: secondsBetween(createdAt, statistics?.first_close_at ?? null),
      fullResolutionCalendarSeconds: secondsBetween(createdAt, statistics?.last_close_at ?? null),
      csatOfferedAt: rating?.created_at,
      ...(rating?.rating != null && {
        csat: { raw: rating.rating, scale: 'ONE_TO_FIVE' as const },
        csatAnsweredAt: rating.updated_at ?? rating.created_at,
      }),
    }),
    attributes: attributesOfConversation(conversation, at),
  };
}

function isResolved({ state, ai_agent: agent }: Conversation): boolean | null {
  switch (state) {
    case 'closed':
      return true;
    case 'open':
    case 'snoozed':
      return false;
    default:
      return agent?.resolution_state === 'confirmed_resolution' ? true : null;
  }
}

/** That somebody said so, that nobody came back, and that a person had to help are three things. */
function resolutionOf({ ai_agent: agent }: Conversation, resolved: boolean | null) {
  switch (agent?.resolution_state) {
    case 'confirmed_resolution':
      return { resolutionKind: 'CONFIRMED' as const };
    case 'assumed_resolution':
      return { resolutionKind: 'ASSUMED' as const };
    case 'escalated':
    case 'procedure_handoff':
      return { resolutionKind: 'ESCALATED' as const, escalatedAt: agent.updated_at };
    default:
      return { resolutionKind: resolved === true ? ('AGENT' as const) : null };
  }
}

function attributesOfConversation(
  conversation: Conversation,
  at: Date,
): Record<string, NewsAttribute> {
  const { ai_agent: agent, created_at: createdAt } = conversation;
  return {
    ...attributesOf(createdAt, {
      channel: conversation.source?.type,
      customer: conversation.contacts?.contacts[0]?.id,
    }),
    ...attributesOf(at, {
      priority: conversation.priority,
      agent: conversation.admin_assignee_id,
      team: conversation.team_assignee_id,
      ai_agent_participated: conversation.ai_agent_participated,
    }),
    ...attributesOf(agent?.updated_at ?? at, {
      ai_agent_resolution: agent?.resolution_state,
      ai_agent_answer: agent?.last_answer_type,
      ai_agent_rating: agent?.rating,
    }),
  };
}
