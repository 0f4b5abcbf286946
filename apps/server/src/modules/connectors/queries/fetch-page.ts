import { setTimeout } from 'node:timers/promises';
import type { Connector } from '@assay/db/tables/connectors';
import { AppError } from '../../../errors.ts';
import { type OutboundAnswer, OutboundFailed } from '../../../outbound.ts';
import type { Services } from '../../../services.ts';
import { afterFailures, askedPause, failuresMax, refusalsMax } from '../rules/pause.ts';
import type { PageRequest } from '../rules/reader.ts';
import { type ConnectorKind, headersOf, hostsOf } from '../rules/systems.ts';

/** Milliseconds between two looks whether a run that waits is still wanted. */
const lookMs = 1_000;

interface Source {
  readonly services: Services;
  readonly connector: Connector;
  readonly kind: ConnectorKind;
  readonly credential: string;
  /** Throws once nobody wants the page any more. */
  readonly stillWanted: () => Promise<void>;
}

/**
 * One page of a ticket system, as parsed JSON. Waits as long as the system asks to, and asks again
 * after failures that pass.
 *
 * @throws AppError with what people can do, where it gives no page
 */
export async function fetchPage(source: Source, request: PageRequest): Promise<unknown> {
  const { services, connector, kind, credential } = source;
  const host = new URL(connector.baseUrl).host;
  let [failures, refusals] = [0, 0];
  for (;;) {
    const answer = await ask();
    if (typeof answer === 'string' || answer.status >= 500) {
      failures += 1;
      const problem = typeof answer === 'string' ? answer : `${host} answered ${answer.status}.`;
      if (failures >= failuresMax) {
        throw new AppError('UNAVAILABLE', `${problem} It was asked ${failures} times.`);
      }
      await wait(source, afterFailures(failures));
    } else if (answer.status === 429) {
      refusals += 1;
      if (refusals >= refusalsMax) {
        throw new AppError('RATE_LIMITED', `${host} refused ${refusals} times: too many requests.`);
      }
      await wait(source, askedPause(answer, services.clock()));
    } else {
      const page = pageIn(answer, host);
      await wait(source, askedPause(answer, services.clock()));
      return page;
    }
  }

  async function ask(): Promise<OutboundAnswer | string> {
    try {
      return await services.outbound.request({
        ...request,
        origin: connector.baseUrl,
        hosts: hostsOf(kind),
        headers: headersOf(kind, credential),
      });
    } catch (error) {
      if (error instanceof OutboundFailed) return error.message;
      throw error;
    }
  }
}

/** What the other side says in words is not repeated: it may be anything. */
function pageIn({ status, body }: OutboundAnswer, host: string): unknown {
  if (status === 401 || status === 403) {
    throw new AppError('CONFLICT', `${host} refused the credential (${status}). Replace it.`);
  }
  if (status >= 300 && status < 400) {
    throw new AppError('CONFLICT', `${host} sent us elsewhere (${status}), which is not followed.`);
  }
  if (status !== 200) {
    throw new AppError('CONFLICT', `${host} did not give the list of tickets (${status}).`);
  }
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new AppError('CONFLICT', `${host} answered something else than JSON.`, { cause: error });
  }
}

/** Waits in short parts, so that a run that is cancelled or stopped ends soon. */
async function wait({ stillWanted }: Source, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= lookMs) {
    await setTimeout(Math.min(left, lookMs));
    await stillWanted();
  }
}
