import type { Assay } from './harness.ts';
import { Person } from './person.ts';

/** Somebody of the demo, signed in as the sign-in page does it. */
export async function demoPerson(
  assay: Assay,
  as: 'lead' | 'annotator' | 'analyst' | 'admin',
): Promise<Person> {
  const answer = await fetch(`${assay.url}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: assay.url },
    body: JSON.stringify({ as }),
  });
  if (!answer.ok) throw new Error(`demo: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((value) => value.split(';')[0] ?? '');
  return new Person(assay.url, { cookie: cookie.join('; ') }, null).in('nettlewood');
}
