import type { FastifyBaseLogger } from 'fastify';

/** Structured, one JSON object a line, with the request's id where there is one. */
export type Logger = FastifyBaseLogger;
