/** Every text of the kit, ready for translation. */
export const strings = {
  unreachable: 'The server could not be reached. Nothing was lost here; try again in a moment.',
  notThere: 'There is nothing here',
  notThereLong: 'The address may be old, or it belongs to another organisation.',
  toTheStart: 'Go to the start',
  notShown: 'This page could not be shown',
  kept: 'Nothing you saved is lost.',
  stillUnreachable: 'The server still does not answer.',
  loadAgain: 'Load it again',
  notLoaded: 'This could not be loaded',
  tryAgain: 'Try again',
  loading: 'Loading',
  nothingToCompute: 'There is nothing to compute it from yet.',
  noInterval: 'no interval',
  justNow: 'just now',
  judgedTurn: 'judged turn',
  speakers: { SYSTEM: 'System', USER: 'Customer', ASSISTANT: 'Assistant', TOOL: 'Tool' },
  leaving: (href: string) => `This link was written by a model. Open it?\n\n${href}`,
  image: (text: string) => `[image: ${text}]`,
  imageWithoutText: 'no text',
} as const;

/** Every text of what came with a task. */
export const contextStrings = {
  none: 'No context came with this task.',
  version: (name: string) => `version ${name}`,
};
export const contextKinds: Readonly<Record<string, string>> = {
  SYSTEM_PROMPT: 'System prompt',
  PASSAGE: 'Passage',
  TOOL_CALL: 'Tool call',
  TOOL_RESULT: 'Tool result',
  CUSTOMER_FACT: 'Customer fact',
  POLICY: 'Policy',
  OTHER: 'Context',
};
