import { createHmac } from 'node:crypto';

export const demoSlug = 'nettlewood';
export const demoTenantName = 'Nettlewood (demo)';

/** People one can be in the demo with one click. The simulated annotators are others. */
export const demoPeople = [
  { key: 'lead', name: 'Lena Lead', email: 'lena@nettlewood.example', role: 'LEAD' },
  { key: 'annotator', name: 'Noah Annotator', email: 'noah@nettlewood.example', role: 'ANNOTATOR' },
  { key: 'analyst', name: 'Ana Analyst', email: 'ana@nettlewood.example', role: 'ANALYST' },
  { key: 'admin', name: 'Adam Admin', email: 'adam@nettlewood.example', role: 'ADMIN' },
] as const;

/** Nobody types it: it differs on every installation, and the demo signs in by itself. */
export const demoPassword = (secret: string): string =>
  createHmac('sha256', secret).update('demo').digest('base64url');
