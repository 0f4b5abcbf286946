import { createAuthClient } from 'better-auth/client';

/** Sign-in, sign-up and sign-out. */
export const auth = createAuthClient({ basePath: '/api/auth' });
