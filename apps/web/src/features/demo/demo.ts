export type DemoKey = 'lead' | 'annotator' | 'analyst' | 'admin';
export interface DemoPerson {
  readonly key: DemoKey;
  readonly name: string;
  readonly tenant: string;
}

/** Who one can be in the demo; nobody where there is none. */
export async function loadDemo(): Promise<readonly DemoPerson[]> {
  try {
    const answer = await fetch('/api/demo');
    const { available, people }: { available: boolean; people: readonly DemoPerson[] } =
      await answer.json();
    return available ? people : [];
  } catch {
    return [];
  }
}

/** Signs in to the demo. @returns its tenant, or null where that failed */
export async function enterDemo(key: DemoKey): Promise<string | null> {
  try {
    const answer = await fetch('/api/demo/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: key }),
    });
    if (!answer.ok) return null;
    const { tenant }: { tenant: string } = await answer.json();
    return tenant;
  } catch {
    return null;
  }
}
