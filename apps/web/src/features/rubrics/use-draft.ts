import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import type { AppProblem } from '../../api/outcome.ts';
import { type Draft, inputOf } from './draft.ts';
import { type Steps, stepsAfter } from './undo.ts';

const SaveRubricDraft = graphql(`
  mutation SaveRubricDraft($input: SaveRubricDraftInput!) {
    saveRubricDraft(input: $input) {
      __typename
      ... on SaveRubricDraftPayload {
        rubricVersion {
          id
          revision
          rubric {
            id
            name
            description
          }
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const saveAfterMs = 800;
const tryAgainAfterMs = 5_000;

export interface EditedRubric {
  readonly name: string;
  readonly description: string;
  /** What is new in this version, in the words of its author. */
  readonly note: string;
  readonly content: Draft;
}
export type SaveState = 'saved' | 'unsaved' | 'saving';

/**
 * A draft that saves itself, one save after the other. A save that fails is tried again; after a
 * conflict nothing more is sent until somebody decides.
 */
export function useDraft(start: {
  readonly rubricId: string;
  readonly revision: number;
  readonly rubric: EditedRubric;
}) {
  const [rubric, setRubric] = useState(start.rubric);
  const [steps, setSteps] = useState<Steps<EditedRubric>>({ past: [], changedAt: 0 });
  const [state, setState] = useState<SaveState>('saved');
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [send] = useMutation(SaveRubricDraft);
  const now = useRef({
    rubric: start.rubric,
    saved: start.rubric,
    revision: start.revision,
    running: Promise.resolve(true),
    conflict: false,
    timer: 0,
  });

  function set(next: EditedRubric) {
    now.current.rubric = next;
    setRubric(next);
    if (now.current.conflict) return;
    setState('unsaved');
    later(saveAfterMs);
  }
  function later(ms: number) {
    window.clearTimeout(now.current.timer);
    now.current.timer = window.setTimeout(() => void save(), ms);
  }
  function change(next: EditedRubric) {
    const before = now.current.rubric;
    const sameShape = shapeOf(before.content) === shapeOf(next.content);
    setSteps((known) => stepsAfter(known, before, { at: Date.now(), sameShape }));
    set(next);
  }
  function undo() {
    const before = steps.past.at(-1);
    if (before === undefined) return;
    setSteps({ past: steps.past.slice(0, -1), changedAt: 0 });
    set(before);
  }
  /** @returns true once everything is stored */
  function save(over = false): Promise<boolean> {
    window.clearTimeout(now.current.timer);
    now.current.running = now.current.running.then(() => saveNext(over));
    return now.current.running;
  }
  async function saveNext(over: boolean): Promise<boolean> {
    const { rubric: sent, saved, revision, conflict } = now.current;
    if (sent === saved) return true;
    if (conflict && !over) return false;
    setState('saving');
    const { name, description, note, content } = sent;
    const input = {
      ...{ rubricId: start.rubricId, name, description, note },
      basedOnRevision: over ? null : revision,
      ...inputOf(content),
    };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.saveRubricDraft,
    );
    if (outcome.ok) {
      const { current } = now;
      current.saved = sent;
      current.revision = outcome.payload.rubricVersion.revision;
      current.conflict = false;
      setProblem(null);
      setState(current.rubric === sent ? 'saved' : 'unsaved');
      return current.rubric === sent || saveNext(false);
    }
    now.current.conflict = outcome.problem.code === 'CONFLICT';
    if (outcome.problem.code === 'UNAVAILABLE') later(tryAgainAfterMs);
    setProblem(outcome.problem);
    setState('unsaved');
    return false;
  }
  const saveOnLeave = useRef(save);
  saveOnLeave.current = save;
  useEffect(() => () => void saveOnLeave.current(), []);
  useEffect(() => {
    if (state === 'saved') return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state]);
  return { rubric, state, problem, canUndo: steps.past.length > 0, change, undo, save };
}

/** What is there, whatever its words: adding, removing and moving change it, typing does not. */
const shapeOf = ({ dimensions, redLines, profiles }: Draft): string =>
  JSON.stringify([
    dimensions.map(({ id, tiers }) => [
      id,
      tiers.map((tier) => [tier.id, tier.examples.map((example) => example.id)]),
    ]),
    redLines.map(({ id }) => id),
    profiles.map(({ id }) => id),
  ]);
