import { graphql } from '../../__generated__/index.ts';

/** One line of the history. */
export const HistoryRow_judgment = graphql(`
  fragment HistoryRow_judgment on OwnJudgment {
    id
    submittedAt
    revision
    composite
    revisable
    assignment {
      id
      kind
      messages {
        id
        role
        content
        judged
      }
      responses {
        id
      }
    }
    answers {
      ...Judging_answers
    }
  }
`);

export const OwnJudgments = graphql(`
  query OwnJudgments($projectId: ID!, $first: Int!, $after: String) {
    ownJudgments(projectId: $projectId, first: $first, after: $after) {
      nodes {
        id
        ...HistoryRow_judgment
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      totalCountIsExact
    }
  }
`);

/** One of the viewer's judgments with everything it answered. */
export const OwnJudgmentDetail = graphql(`
  query OwnJudgmentDetail($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on OwnJudgment {
        submittedAt
        revision
        composite
        revisable
        answers {
          ...Judging_answers
        }
        assignment {
          id
          ...Judging_assignment
        }
      }
    }
  }
`);
