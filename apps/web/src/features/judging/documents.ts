import { graphql } from '../../__generated__/index.ts';

/** Everything the judge page shows of one assignment. */
export const Judging_assignment = graphql(`
  fragment Judging_assignment on Assignment {
    id
    projectId
    kind
    state
    leasedUntil
    allowBothGood
    renderMarkdown
    rubricVersion {
      id
      redLines {
        dimensionKey
        atOrBelowTier
        flag
        effect
        failDimensionKey
      }
    }
    dimensions {
      weight
      dimension {
        key
        label
        description
        scope
        critical
        allowNotApplicable
        rollUp
        tiers {
          index
          label
          description
          value
        }
      }
    }
    contexts {
      kind
      title
      text
      version
      date
    }
    messages {
      id
      role
      content
      language
      judged
    }
    responses {
      id
      content
      language
    }
    draft {
      ...Judging_answers
    }
  }
`);

export const Judging_answers = graphql(`
  fragment Judging_answers on JudgmentAnswers {
    scores {
      dimensionKey
      tier
      notApplicable
      responseId
      messageId
    }
    preference {
      verdict
      preferredResponseId
      strength
    }
    flags {
      kind
      note
    }
    note
  }
`);

/** Examples are asked for once a rubric version, not with each assignment: they are most of the cost. */
export const TierExamples = graphql(`
  query TierExamples($rubricVersionId: ID!) {
    node(id: $rubricVersionId) {
      __typename
      id
      ... on RubricVersion {
        dimensions {
          key
          tiers {
            index
            examples {
              kind
              text
              reason
            }
          }
        }
      }
    }
  }
`);

export const HeldAssignments = graphql(`
  query HeldAssignments($projectId: ID!) {
    assignments(projectId: $projectId) {
      id
      ...Judging_assignment
    }
  }
`);

export const ClaimAssignment = graphql(`
  mutation ClaimAssignment($input: ClaimAssignmentInput!) {
    claimAssignment(input: $input) {
      __typename
      ... on ClaimAssignmentPayload {
        assignments {
          id
          ...Judging_assignment
        }
      }
      ... on AppError {
        code
        message
      }
    }
  }
`);

export const RenewLease = graphql(`
  mutation RenewLease($input: RenewLeaseInput!) {
    renewLease(input: $input) {
      __typename
      ... on RenewLeasePayload {
        assignment {
          id
          leasedUntil
        }
      }
      ... on AppError {
        code
        message
      }
    }
  }
`);

export const ReleaseAssignment = graphql(`
  mutation ReleaseAssignment($input: ReleaseAssignmentInput!) {
    releaseAssignment(input: $input) {
      __typename
      ... on AppError {
        code
        message
      }
    }
  }
`);

export const SaveDraft = graphql(`
  mutation SaveDraft($input: SaveDraftInput!) {
    saveDraft(input: $input) {
      __typename
      ... on SaveDraftPayload {
        assignment {
          id
          leasedUntil
        }
      }
      ... on AppError {
        code
        message
      }
    }
  }
`);

export const SubmitJudgment = graphql(`
  mutation SubmitJudgment($input: SubmitJudgmentInput!) {
    submitJudgment(input: $input) {
      __typename
      ... on SubmitJudgmentPayload {
        judgment {
          id
        }
      }
      ... on AppError {
        code
        message
      }
    }
  }
`);

export const ReviseJudgment = graphql(`
  mutation ReviseJudgment($input: ReviseJudgmentInput!) {
    reviseJudgment(input: $input) {
      __typename
      ... on ReviseJudgmentPayload {
        judgment {
          id
        }
      }
      ... on AppError {
        code
        message
      }
    }
  }
`);

export const SkipAssignment = graphql(`
  mutation SkipAssignment($input: SkipAssignmentInput!) {
    skipAssignment(input: $input) {
      __typename
      ... on SkipAssignmentPayload {
        replayed
      }
      ... on AppError {
        code
        message
      }
    }
  }
`);
