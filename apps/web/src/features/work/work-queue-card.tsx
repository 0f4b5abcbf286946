import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import classes from './my-work.module.css';
import { strings } from './strings.ts';

const WorkQueueCard_queue = graphql(`
  fragment WorkQueueCard_queue on WorkQueue {
    projectId
    projectName
    waiting
    held
    doneToday
    done
  }
`);

/** One project as an annotator sees it: what waits, what is begun, what is done, and the way in. */
export function WorkQueueCard(props: {
  readonly tenant: string;
  readonly queue: FragmentType<typeof WorkQueueCard_queue>;
}) {
  const queue = readFragment(WorkQueueCard_queue, props.queue);
  const params = { tenant: props.tenant, projectId: queue.projectId };
  const open = queue.waiting + queue.held > 0;
  return (
    <article className={classes.card} aria-label={queue.projectName}>
      <h3 className={classes.name}>{queue.projectName}</h3>
      <dl className={classes.figures}>
        <Figure name={strings.waiting} value={queue.waiting} />
        <Figure name={strings.held} value={queue.held} />
        <Figure name={strings.doneToday} value={queue.doneToday} />
        <Figure name={strings.done} value={queue.done} />
      </dl>
      <Group justify="space-between" gap="xs">
        <Link
          to="/t/$tenant/projects/$projectId/judge"
          params={params}
          className={classes.link ?? ''}
        >
          <Button component="span" size="compact-md" variant={open ? 'filled' : 'default'}>
            {queue.held > 0 ? strings.continue : strings.judge}
          </Button>
        </Link>
        {queue.done > 0 && (
          <Link to="/t/$tenant/projects/$projectId/history" params={params}>
            <Anchor component="span" size="sm">
              {strings.history}
            </Anchor>
          </Link>
        )}
      </Group>
    </article>
  );
}

function Figure(props: { readonly name: string; readonly value: number }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value.toLocaleString()}</dd>
    </div>
  );
}
