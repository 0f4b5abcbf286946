/** Every text of the demo's way in, ready for translation. */
export const strings = {
  title: 'Try it with one click',
  lead: 'A made-up retailer with simulated judgments. No account needed.',
  unavailable: 'The demo is not there right now. Try again in a moment.',
  enter: 'Look around',
  as: { lead: 'Support lead', annotator: 'Annotator', analyst: 'Analyst', admin: 'Administrator' },
  what: {
    lead: 'Runs projects and rubrics, sees scores, agreement and what to do next.',
    annotator: 'Judges answers against a rubric, from the keyboard.',
    analyst: 'Reads the figures and takes out training data.',
    admin: 'Connects ticket systems and pipelines, makes API keys, reads the audit log.',
  },
} as const;
