import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { AppProblem } from '../../api/outcome.ts';
import { strings as s } from './strings.ts';
import {
  type ProjectName,
  type SubscriptionDraft,
  SubscriptionFields,
} from './subscription-fields.tsx';

const fields = ['name', 'url', 'types', 'projectId'];

/** Asks what a subscription is told, and where; what is wrong stands at its field. */
export function SubscriptionForm(props: {
  readonly title: string;
  readonly submit: string;
  readonly loading: boolean;
  readonly initial: SubscriptionDraft;
  readonly projects: readonly ProjectName[];
  readonly onClose: () => void;
  /** Tells what went wrong; null where nothing did. */
  readonly onSubmit: (draft: SubscriptionDraft) => Promise<AppProblem | null>;
}) {
  const { title, submit, loading, initial, projects, onClose, onSubmit } = props;
  const [draft, setDraft] = useState(initial);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  async function check(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const none = { code: 'INVALID_INPUT', message: s.typesNone, field: 'types' } as const;
    setProblem(draft.types.length === 0 ? none : await onSubmit(draft));
  }
  return (
    <Modal opened centered size="lg" title={title} onClose={onClose}>
      <form onSubmit={(event) => void check(event)}>
        <Stack>
          {problem !== null && !fields.includes(problem.field ?? '') && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <SubscriptionFields
            draft={draft}
            projects={projects}
            problemAt={(field) => (problem?.field === field ? problem.message : null)}
            onChange={setDraft}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={loading}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
