import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { EmptyState, LoadError } from '../../components/states.tsx';
import { isForbidden, isNotFound, messageOf } from './session.ts';
import { strings as s } from './strings.ts';

/** Why a page has nothing to show: not there, not for this role, or not reachable just now. */
export function QueryProblem(props: {
  readonly error: { readonly message: string };
  readonly onRetry: () => void;
  /** The rest of the page is there. */
  readonly isPartial?: boolean;
}) {
  const { tenant = '' } = useParams({ strict: false });
  const missing = isNotFound(props.error);
  if (!missing && !isForbidden(props.error)) {
    return (
      <LoadError
        message={messageOf(props.error)}
        onRetry={props.onRetry}
        {...(props.isPartial === true && { title: s.partly })}
      />
    );
  }
  return (
    <EmptyState
      title={missing ? s.notThere : s.forbidden}
      action={
        <Button variant="default" component={Link} to={`/t/${tenant}`}>
          {s.home}
        </Button>
      }
    >
      {missing ? s.notThereLong : s.forbiddenLong}
    </EmptyState>
  );
}
