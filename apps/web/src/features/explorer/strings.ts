/** Every text of the API explorer that is not GraphiQL's own, ready for translation. */
export const strings = {
  home: 'Assay',
  organisation: 'Organisation of the requests',
  none: 'No organisation',
  signedOut: 'Not signed in. Sign in, or send an API key in the header Authorization.',
  signIn: 'Sign in',
  unreachable: 'The server could not be reached. What you wrote is kept here.',
  notJson: (status: number) => `The server answered ${status} with something other than JSON.`,
  subscriptionRefused: (reason: string, code: number) =>
    `The server closed the subscription: ${reason === '' ? 'it gave no reason' : reason} (${code}).`,
  subscriptionLost: 'The connection of the subscription was lost.',
} as const;
