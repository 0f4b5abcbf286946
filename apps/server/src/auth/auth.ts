import { arrayTypes } from '@assay/db/array-types';
import * as authTables from '@assay/db/tables/auth';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

interface AuthOptions {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly publicUrl: string;
  /** Tests sign in faster than any person may. */
  readonly limitAttempts: boolean;
}

/**
 * The header by which sign-in is told the caller's address. The server sets it on every request; what
 * callers send under this name, or in the headers of proxies, does not get there.
 */
export const addressHeader = 'assay-caller-address';

/** Sign-in by e-mail and password, with sessions in the database. */
export function createAuth(options: AuthOptions) {
  const sql = postgres(options.databaseUrl, { ...arrayTypes, max: 4, onnotice: () => {} });
  const { user, session, account, verification, rateLimit } = authTables;
  const auth = betterAuth({
    appName: 'Assay',
    secret: options.secret,
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    telemetry: { enabled: false },
    database: drizzleAdapter(drizzle(sql), {
      provider: 'pg',
      schema: { user, session, account, verification, rateLimit },
    }),
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128 },
    account: { accountLinking: { enabled: false } },
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: options.limitAttempts,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/sign-up/email': { window: 3600, max: 20 },
      },
    },
    advanced: {
      useSecureCookies: options.publicUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  });
  return { auth, close: () => sql.end({ timeout: 5 }) };
}
export type Auth = ReturnType<typeof createAuth>['auth'];
