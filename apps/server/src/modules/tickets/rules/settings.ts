import { z } from 'zod';
import { AppError } from '../../../errors.ts';

/** By what a task and a ticket are known to be about the same conversation. */
export const matchOn = ['EXTERNAL_TICKET_ID', 'CONVERSATION_ID', 'ATTRIBUTE'] as const;

/** How the tasks of a project find their tickets. */
export const MatchSettings = z.object({
  matchOn: z.enum(matchOn),
  /** The attribute of a task that holds the external ticket id; null unless matched by ATTRIBUTE. */
  matchAttribute: z.string().nullable(),
  /** The sources whose tickets are meant; empty for all. */
  sources: z.array(z.string()),
});
export type MatchSettings = z.infer<typeof MatchSettings>;

/** The settings of a project as they are stored: `match` is read here, the rest by others. */
const StoredSettings = z.looseObject({ match: MatchSettings.optional() });

/** As it is where nobody has said otherwise. */
export const defaultMatch: MatchSettings = {
  matchOn: 'EXTERNAL_TICKET_ID',
  matchAttribute: null,
  sources: [],
};

/** @param stored - what is stored; undefined where nothing is */
export const matchSettingsOf = (stored: unknown): MatchSettings =>
  StoredSettings.parse(stored ?? {}).match ?? defaultMatch;

const most = { attribute: 200, sources: 50 };

/** @throws AppError INVALID_INPUT for settings by which no task could find a ticket */
export function checkMatchSettings({ matchOn: by, matchAttribute, sources }: MatchSettings): void {
  if (by === 'ATTRIBUTE') {
    const length = matchAttribute?.length ?? 0;
    if (length === 0 || length > most.attribute) {
      refuse('matchAttribute', 'Name the attribute of a task that holds the external ticket id.');
    }
  }
  if (sources.length > most.sources) refuse('sources', `At most ${most.sources} sources.`);
  if (sources.some((source) => source === '')) refuse('sources', 'A source has a name.');
}

function refuse(field: string, message: string): never {
  throw new AppError('INVALID_INPUT', message, { field });
}
