import { newKey } from '../../api/outcome.ts';
import type { Answering } from './answering.ts';
import { missingAnswers, storedFrom } from './answers.ts';
import type { SkipReason } from './assignment.ts';
import type { OutboxAction, OutboxEntry } from './outbox.ts';
import { isStraySubmit, type Session, type SessionEvent, type SessionItem } from './session.ts';
import type { Store } from './store.ts';
import { assignmentTitle } from './titles.ts';

export type JudgingActions = ReturnType<typeof judgingActions>;

/**
 * What can be done with the task on the bench. Each action reads the session as it is when it is
 * called, not as it was last rendered: keys may come faster than the page is drawn.
 */
export function judgingActions(options: {
  readonly projectId: string;
  readonly store: Store<Session, SessionEvent>;
  readonly outbox: {
    readonly add: (entry: OutboxEntry) => Promise<void>;
    readonly takeBack: (key: string) => boolean;
  };
  /** milliseconds of active time spent on an assignment */
  readonly spent: (assignmentId: string) => number;
  readonly now: () => number;
}) {
  const { projectId, store, outbox, spent, now } = options;

  function send({ bench: { assignment } }: SessionItem, action: OutboxAction): string {
    const key = newKey();
    void outbox.add({
      key,
      projectId,
      assignmentId: assignment.id,
      title: assignmentTitle(assignment),
      queuedAt: now(),
      attempts: 0,
      action,
      state: { type: 'WAITING' },
    });
    return key;
  }

  return {
    act: (act: Answering) => store.dispatch({ type: 'answered', act }),
    /** Sends the judgment and shows the next task; goes to the first gap where something is missing. */
    submit() {
      const session = store.state();
      const item = session.items[0];
      if (item === undefined || isStraySubmit(session, now())) return;
      const { assignment, answers } = item.bench;
      if (missingAnswers(assignment, answers).length > 0) {
        store.dispatch({ type: 'answered', act: { type: 'submit-refused' } });
        return;
      }
      const content = {
        answers: storedFrom(assignment, answers),
        activeSeconds: Math.round(spent(assignment.id) / 100) / 10,
      };
      const key = send(
        item,
        item.basis.type === 'LEASE'
          ? { type: 'SUBMIT', ...content }
          : { type: 'REVISE', ...content, judgment: item.basis.judgment },
      );
      store.dispatch({ type: 'submitted', key, at: now() });
    },
    skip(reason: SkipReason, note: string) {
      const item = store.state().items[0];
      if (item?.basis.type !== 'LEASE') return;
      send(item, { type: 'SKIP', reason, note });
      store.dispatch({ type: 'skipped', at: now() });
    },
    undo() {
      const { undoable } = store.state();
      if (undoable === null) return;
      store.dispatch({ type: 'undone', takenBack: outbox.takeBack(undoable.key), at: now() });
    },
    leaveAsSubmitted: () => store.dispatch({ type: 'revision-dropped' }),
  };
}
