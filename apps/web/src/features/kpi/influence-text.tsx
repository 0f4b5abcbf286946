import { useLazyQuery } from '@apollo/client/react';
import { Anchor, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { strings } from './strings.ts';

const InfluentialTicket = graphql(`
  query InfluentialTicket($id: ID!) {
    ticket(id: $id) {
      id
      source
      externalId
      matches {
        id
        stands
        task {
          id
          externalId
        }
      }
    }
  }
`);
const s = strings.explorer;
const tiny = 0.001;

/** The ticket that a figure leans on most: what it does, and on request which one it is. */
export function InfluenceText(props: {
  readonly change: number;
  readonly decides: boolean;
  readonly ticketId: string;
}) {
  const { change, ticketId } = props;
  const { tenant = '' } = useParams({ strict: false });
  const [ask, { data, error, loading, variables }] = useLazyQuery(InfluentialTicket);
  // another pair leans on another ticket
  const isAsked = variables?.id === ticketId;
  const ticket = isAsked ? data?.ticket : undefined;
  // with its sign; what would be shown as none is less than something
  const text = Math.abs(change) < tiny ? s.tiny(shown(tiny, 'fine')) : shown(change, 'fine');
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {s.influence(text)} {props.decides && `${s.decides} `}
      {ticket == null && !(isAsked && error !== undefined) && (
        <Anchor
          underline="always"
          component="button"
          type="button"
          disabled={loading}
          onClick={() => void ask({ variables: { id: ticketId } })}
        >
          {s.whichTicket}
        </Anchor>
      )}
      {isAsked && error !== undefined && s.ticketWithheld}
      {ticket != null && s.ticket(ticket.source, ticket.externalId)}
      {ticket?.matches
        .filter(({ stands }) => stands)
        .map(({ id, task }) => (
          <Anchor
            key={id}
            ml={4}
            underline="always"
            component={Link}
            to={`/t/${tenant}/tasks/${task.id}`}
          >
            {s.taskOf(task.externalId ?? task.id)}
          </Anchor>
        ))}
    </Text>
  );
}
