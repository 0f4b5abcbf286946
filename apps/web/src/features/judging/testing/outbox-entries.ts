import type { OutboxEntry } from '../outbox.ts';

const answers = { scores: [], preference: null, flags: [], note: '' };

export function submission(key: string): OutboxEntry {
  return {
    key,
    projectId: 'project-1',
    assignmentId: `assignment-${key}`,
    title: '',
    queuedAt: key.charCodeAt(0),
    attempts: 0,
    action: { type: 'SUBMIT', answers, activeSeconds: 3 },
    state: { type: 'WAITING' },
  };
}

/** A correction of what the entry `afterKey` will have made. */
export function revision(key: string, afterKey: string): OutboxEntry {
  const judgment = { id: null, afterKey };
  return { ...submission(key), action: { type: 'REVISE', answers, activeSeconds: 3, judgment } };
}
