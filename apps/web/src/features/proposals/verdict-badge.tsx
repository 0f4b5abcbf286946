import { Badge } from '@mantine/core';
import type { ProposalVerdict } from '../../__generated__/graphql.ts';
import { strings as s } from './strings.ts';

/** Green only where the weights are better; readable on both grounds. */
const better = { c: 'light-dark(#14532d, #b2f2bb)', bg: 'light-dark(#d3f9d8, #1b4332)' };

/** What came of a proposal, in two or three words. */
export function VerdictBadge({ verdict }: { readonly verdict: ProposalVerdict }) {
  return (
    <Badge variant="light" tt="none" color="gray" {...(verdict === 'BETTER' && better)}>
      {s.verdict[verdict]}
    </Badge>
  );
}
