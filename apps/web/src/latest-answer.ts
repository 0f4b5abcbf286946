import { ApolloLink } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { Observable, type Observer, type Subscription } from 'rxjs';

interface Asked {
  readonly observers: Set<Observer<ApolloLink.Result>>;
  answer: Subscription | null;
}

/**
 * Of a query that is asked again while it is under way, everybody gets the newer answer: what is read
 * anew after a change is neither answered nor overwritten by what was read before it. In the client of
 * which this is a link, `queryDeduplication` has to be off: it would let the newer one wait for the older.
 */
export class LatestAnswerLink extends ApolloLink {
  readonly #asked = new Map<string, Asked>();

  override request(
    operation: ApolloLink.Operation,
    forward: ApolloLink.ForwardFunction,
  ): Observable<ApolloLink.Result> {
    const { operationName = '', operationType, variables } = operation;
    if (operationType !== OperationTypeNode.QUERY) return forward(operation);
    const key = `${operationName} ${JSON.stringify(variables)}`;
    return new Observable((observer) => {
      const asked = this.#asked.get(key) ?? { observers: new Set(), answer: null };
      this.#asked.set(key, asked);
      asked.observers.add(observer);
      asked.answer?.unsubscribe();
      const end = (tell: (each: Observer<ApolloLink.Result>) => void) => {
        if (this.#asked.get(key) === asked) this.#asked.delete(key);
        for (const each of asked.observers) tell(each);
      };
      asked.answer = forward(operation).subscribe({
        next: (result) => {
          for (const each of asked.observers) each.next(result);
        },
        error: (error) => end((each) => each.error(error)),
        complete: () => end((each) => each.complete()),
      });
      return () => {
        asked.observers.delete(observer);
        if (asked.observers.size > 0) return;
        asked.answer?.unsubscribe();
        if (this.#asked.get(key) === asked) this.#asked.delete(key);
      };
    });
  }
}
