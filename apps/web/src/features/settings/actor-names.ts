import { strings } from './strings.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Puts names to the actors of the audit log: people, API keys and the product itself. */
export function actorNames(known: {
  readonly tenant: { readonly members: readonly Named[] };
  readonly apiKeys: readonly Named[];
}): (actor: string) => string {
  const s = strings.audit;
  const people = new Map(known.tenant.members.map(({ id, name }) => [uuidOf(id), name]));
  const keys = new Map(known.apiKeys.map(({ id, name }) => [uuidOf(id), name]));
  return (actor) => {
    if (actor === 'system') return s.system;
    if (actor.startsWith('user:')) return s.newcomer;
    const id = uuidOf(actor);
    const key = keys.get(id);
    return people.get(id) ?? (key === undefined ? actor : s.key(key));
  };
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidOf = (id: string): string => uuid.exec(id)?.[0] ?? id;
