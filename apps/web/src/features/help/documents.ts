/** What is written of the product, by its name in the address; loaded when it is opened. */
const files = import.meta.glob<string>('../../../../../docs/*.md', {
  query: '?raw',
  import: 'default',
});

/** In the order in which they are listed. */
export const documentTitles = {
  outcomes: 'Outcomes',
  kpi: 'KPI runs',
  'weight-proposals': 'Weight proposals',
  'feedback-signal': 'Feedback signal',
  statistics: 'Statistics',
  imports: 'Importing tasks',
  webhooks: 'Webhooks',
  events: 'Events',
  domain: 'Words',
} as const;
export type DocumentName = keyof typeof documentTitles;

export const isDocument = (name: string): name is DocumentName => name in documentTitles;

/** @returns its Markdown */
export async function loadDocument(name: DocumentName): Promise<string> {
  const load = files[`../../../../../docs/${name}.md`];
  if (load === undefined) throw new Error(`there is no document ${name}`);
  return load();
}
