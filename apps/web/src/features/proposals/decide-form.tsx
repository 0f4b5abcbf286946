import { useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import type { AppProblem } from '../../api/outcome.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { strings as s } from './strings.ts';

const ApproveWeightProposal = graphql(`
  mutation ApproveWeightProposal($input: ApproveWeightProposalInput!) {
    approveWeightProposal(input: $input) {
      __typename
      ... on ApproveWeightProposalPayload {
        weightProposal {
          id
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
const RejectWeightProposal = graphql(`
  mutation RejectWeightProposal($input: RejectWeightProposalInput!) {
    rejectWeightProposal(input: $input) {
      __typename
      ... on RejectWeightProposalPayload {
        weightProposal {
          id
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

const noReason: AppProblem = { code: 'INVALID_INPUT', message: s.noReason, field: 'reason' };

/** A person's decision: into a draft, or not, with a reason. */
export function DecideForm(props: {
  readonly proposalId: string;
  /** Only better weights can be approved. */
  readonly canApprove: boolean;
  readonly onDecided: () => void;
}) {
  const [reason, setReason] = useState('');
  const [rejectingIt, setRejectingIt] = useState(false);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [approve, approving] = useMutation(ApproveWeightProposal);
  const [reject, rejecting] = useMutation(RejectWeightProposal);
  const variables = { input: { proposalId: props.proposalId, reason } };
  async function decide(send: () => Promise<AppProblem | null>) {
    const found = await send();
    setProblem(found);
    if (found === null) props.onDecided();
  }
  const sendApproval = async () => {
    const outcome = await attempt(
      async () => (await approve({ variables })).data?.approveWeightProposal,
    );
    return outcome.ok ? null : outcome.problem;
  };
  const sendRejection = async () => {
    const outcome = await attempt(
      async () => (await reject({ variables })).data?.rejectWeightProposal,
    );
    return outcome.ok ? null : outcome.problem;
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="decide-title">
      <Stack gap="sm">
        <Title order={2} id="decide-title">
          {s.decide}
        </Title>
        <Text size="sm" c="dimmed">
          {s.approveLong}
        </Text>
        {problem !== null && problem.field !== 'reason' && (
          <Alert color="red" role="alert">
            {problem.message}
          </Alert>
        )}
        <Textarea
          label={s.reason}
          description={s.reasonNote}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          error={problem?.field === 'reason' ? problem.message : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group>
          {props.canApprove && (
            <Button loading={approving.loading} onClick={() => void decide(sendApproval)}>
              {s.approve}
            </Button>
          )}
          <Button
            variant="default"
            color="red"
            loading={rejecting.loading}
            onClick={() => {
              if (reason.trim() === '') setProblem(noReason);
              else setRejectingIt(true);
            }}
          >
            {s.reject}
          </Button>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={rejectingIt}
        title={s.rejectTitle}
        name={null}
        confirm={s.reject}
        busy={rejecting.loading}
        onConfirm={() => void decide(sendRejection).finally(() => setRejectingIt(false))}
        onClose={() => setRejectingIt(false)}
      >
        {s.rejectLong}
      </ConfirmDialog>
    </Paper>
  );
}
