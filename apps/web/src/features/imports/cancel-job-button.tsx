import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { useJob } from './use-job.ts';

interface CancelJobButtonProps extends ReturnType<typeof useJob> {
  readonly mayCancel: boolean;
  readonly label: string;
  /** What is said at the end, where the card does not say it. */
  readonly done?: string;
}

/** Ends a job before its time, as long as it goes on and the viewer may. */
export function CancelJobButton({
  over,
  cancel,
  cancelling,
  mayCancel,
  label,
  done,
}: CancelJobButtonProps) {
  if (over || !mayCancel) return null;
  async function end() {
    const problem = await cancel();
    if (problem !== null) notifications.show({ message: problem, color: 'red' });
    else if (done !== undefined) notifications.show({ message: done });
  }
  return (
    <Button size="compact-sm" variant="default" loading={cancelling} onClick={() => void end()}>
      {label}
    </Button>
  );
}
