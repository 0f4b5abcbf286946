import { randomUUID } from 'node:crypto';

interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}
export interface GraphQLProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly requestId?: string };
}
/** What a request came back with. `data` is as the document shaped it; tests know its shape. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  readonly data: any;
  readonly errors: readonly GraphQLProblem[];
  readonly headers: Headers;
}
type Variables = Readonly<Record<string, unknown>>;

export const newKey = (): string => randomUUID();

/** Somebody who calls the API over HTTP, with a session or an API key, for one organisation. */
export class Person {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly account: Account | null;

  constructor(url: string, headers: Readonly<Record<string, string>>, account: Account | null) {
    this.url = url;
    this.headers = headers;
    this.account = account;
  }

  static async signUp(url: string, account: Account): Promise<Person> {
    const answer = await fetch(`${url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(account),
    });
    if (!answer.ok) throw new Error(`sign-up: ${answer.status} ${await answer.text()}`);
    const cookie = answer.headers.getSetCookie().map((value) => value.split(';')[0] ?? '');
    return new Person(url, { cookie: cookie.join('; ') }, account);
  }

  /** The same person, in an organisation. */
  in(tenant: string): Person {
    return new Person(this.url, { ...this.headers, 'assay-tenant': tenant }, this.account);
  }

  /** A program with an API key. */
  withKey(secret: string): Person {
    return new Person(this.url, { authorization: `Bearer ${secret}` }, null);
  }

  async ask(query: string, variables: Variables = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await answer.json()) as Partial<Answer>; // GraphQL answers in this shape
    return {
      status: answer.status,
      data: body.data ?? null,
      errors: body.errors ?? [],
      headers: answer.headers,
    };
  }

  /** The data of a request that must go well. */
  async get(query: string, variables: Variables = {}): Promise<Answer['data']> {
    const { data, errors } = await this.ask(query, variables);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  /**
   * Runs one mutation by name with its input.
   *
   * @param fields - what to read of its payload
   * @returns the payload, or the AppError with its code
   */
  async change(name: string, input: Variables, fields: string): Promise<Answer['data']> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const data = await this.get(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
        ... on ${type}Payload { ${fields} } ... on AppError { code message field requestId } } }`,
      { input },
    );
    return data[name];
  }
}
