/** Documents to begin with, for somebody who has never seen this API. */
export const examples: readonly { readonly query: string; readonly variables?: string }[] = [
  {
    query: `# This goes to the organisation chosen above, as yourself.
# A program sends "Authorization: Bearer assay_…" instead:
# try a key in Headers, below. It is not kept.
query Projects {
  viewer {
    name
    kind
  }
  projects(first: 10) {
    totalCount
    nodes {
      id
      name
      progress {
        tasks
        tasksComplete
        judgments
      }
      agreements {
        dimension {
          label
        }
        value
        interval {
          low
          high
          level
        }
        units
        undefinedBecause
      }
    }
  }
}
`,
  },
  {
    query: `# Up to 250 tasks at once. Sent again with the same
# idempotencyKey, it answers the same again.
mutation ImportTasks($input: ImportTasksInput!) {
  importTasks(input: $input) {
    ... on ImportTasksPayload {
      replayed
      tasks {
        id
        externalId
      }
    }
    ... on AppError {
      code
      field
      message
      requestId
    }
  }
}
`,
    variables: `{
  "input": {
    "projectId": "the id of a project",
    "idempotencyKey": "example-1",
    "tasks": [
      {
        "externalId": "ticket-1001",
        "messages": [{ "role": "USER", "content": "Where is my parcel?" }],
        "responses": [
          { "content": "It left our warehouse this morning.", "model": "first" },
          { "content": "I do not know.", "model": "second" }
        ]
      }
    ]
  }
}
`,
  },
  {
    query: `# Runs until you stop it. Judge something meanwhile.
subscription Activity($projectId: ID!) {
  projectActivity(projectId: $projectId) {
    at
    kinds
  }
}
`,
    variables: `{ "projectId": "the id of a project" }
`,
  },
];
