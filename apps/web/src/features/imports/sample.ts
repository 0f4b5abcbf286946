/** A file in Assay's own form, to look at and to try. */
export const sampleLines = [
  {
    externalId: 'ticket-1',
    attributes: { channel: 'chat', language: 'en' },
    contexts: [
      { kind: 'POLICY', title: 'Returns', text: 'Unused goods may be returned within 30 days.' },
    ],
    messages: [{ role: 'user', content: 'May I return the tent I bought three weeks ago?' }],
    responses: [{ content: 'Yes, within 30 days if it is unused.', model: 'bot-1' }],
  },
  {
    externalId: 'ticket-2',
    messages: [{ role: 'user', content: 'Where is my parcel?' }],
    responses: [
      { content: 'It left us today; you have the tracking link by e-mail.', model: 'bot-1' },
      { content: 'Please wait.', model: 'bot-2' },
    ],
  },
]
  .map((line) => JSON.stringify(line))
  .join('\n');
