import { z } from 'zod';
import { readConversation } from '../../webhooks/rules/intercom.ts';
import { type Reader, readRecords, unixSeconds } from './reader.ts';

const conversationsAPage = 150;

const Page = z.object({
  conversations: z.array(z.unknown()),
  total_count: z.int().nullish(),
  pages: z.object({ next: z.object({ starting_after: z.string().nullish() }).nullish() }).nullish(),
});

/** Conversations that changed. @see https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/searchconversations */
export const intercomReader: Reader = {
  start: (since) => ({ since: unixSeconds(since), after: '' }),
  request: ({ since, after }) => ({
    method: 'POST',
    path: '/conversations/search',
    body: JSON.stringify({
      // the operator leaves out what changed in that very second
      query: { field: 'updated_at', operator: '>', value: Number(since) - 1 },
      pagination: {
        per_page: conversationsAPage,
        ...(after !== '' && { starting_after: after }),
      },
    }),
  }),
  read: ({ since }, answer, readAt) => {
    const { conversations, total_count: total, pages } = Page.parse(answer);
    const after = pages?.next?.starting_after;
    return {
      ...readRecords(conversations, 'conversation', (record) => readConversation(record, readAt)),
      ...{ tickets: conversations.length, total: total ?? null },
      next: after == null ? null : { since: since ?? 0, after },
    };
  },
};
