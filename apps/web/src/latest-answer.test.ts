import { ApolloClient, ApolloLink, execute, InMemoryCache } from '@apollo/client';
import { parse } from 'graphql';
import { Subject } from 'rxjs';
import { expect, it } from 'vitest';
import { LatestAnswerLink } from './latest-answer.ts';

// not of our schema, and so not tagged for the generator of types
const list = parse('query List($of: ID!) { list(of: $of) }');

/** A link in front of a server that answers when it is told to. */
function behind() {
  const answers: Subject<ApolloLink.Result>[] = [];
  const server = new ApolloLink(() => {
    const answer = new Subject<ApolloLink.Result>();
    answers.push(answer);
    return answer;
  });
  const link = ApolloLink.from([new LatestAnswerLink(), server]);
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const ask = (query = list, of = 'p1') => {
    const got: unknown[] = [];
    const request = { query, variables: { of } };
    const subscription = execute(link, request, { client }).subscribe({
      next: ({ data }) => got.push(data?.list),
      error: (error) => got.push(error),
      complete: () => got.push('end'),
    });
    return { got, stop: () => subscription.unsubscribe() };
  };
  const answer = (at: number, text: string) => {
    answers[at]?.next({ data: { list: text } });
    answers[at]?.complete();
  };
  return { ask, answer, answers };
}

it('gives the newer answer to all, and nobody the older one', () => {
  const { ask, answer, answers } = behind();
  const early = ask();
  const late = ask();
  expect(answers[0]?.observed).toBe(false);
  answer(0, 'old');
  expect(early.got).toEqual([]);
  answer(1, 'new');
  expect([early.got, late.got]).toEqual([
    ['new', 'end'],
    ['new', 'end'],
  ]);
  const again = ask();
  answer(2, 'newer');
  expect(again.got).toEqual(['newer', 'end']);
});

it('tells all of an error, and asks anew after it', () => {
  const { ask, answer, answers } = behind();
  const asked = [ask(), ask()];
  const error = new Error('away');
  answers[1]?.error(error);
  expect(asked.map(({ got }) => got)).toEqual([[error], [error]]);
  const again = ask();
  answer(2, 'there');
  expect(again.got).toEqual(['there', 'end']);
});

it('keeps apart what asks for something else, and lets mutations be', () => {
  const { ask, answer } = behind();
  const change = parse('mutation Change($of: ID!) { change(of: $of) }');
  const asked = [ask(list, 'p1'), ask(list, 'p2'), ask(change), ask(change)];
  for (const at of [0, 1, 2, 3]) answer(at, `${at}`);
  expect(asked.map(({ got }) => got[0])).toEqual(['0', '1', '2', '3']);
});

it('gives up what nobody waits for any more, and goes on for whoever still does', () => {
  const { ask, answer, answers } = behind();
  const early = ask();
  const late = ask();
  late.stop();
  expect(answers[1]?.observed).toBe(true);
  answer(1, 'new');
  expect([early.got, late.got]).toEqual([['new', 'end'], []]);
  ask().stop();
  expect(answers[2]?.observed).toBe(false);
});
