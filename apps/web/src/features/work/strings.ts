/** Every text of the work queues, ready for translation. */
export const strings = {
  title: 'My work',
  empty:
    'Nothing is waiting for you yet. Projects appear here as soon as they have tasks you can judge.',
  failed: 'Your work could not be loaded.',
  tryAgain: 'Try again',
  judge: 'Judge',
  continue: 'Continue',
  history: 'My judgments',
  waiting: 'Waiting',
  held: 'Held',
  doneToday: 'Today',
  done: 'In all',
} as const;
