import type { ColumnOf } from './in-file.ts';
import { attributeKey, type ImportMapping, type ImportTarget } from './mapping.ts';
import { type ImportedJudgment, nameMax } from './rows.ts';

/** What of a mapped row is not told by the mapping alone. */
interface MappedRow {
  readonly mapping: ImportMapping;
  /** Of each message and of each context the columns that it was read from. */
  readonly messages: readonly string[];
  readonly contexts: readonly string[];
  readonly judgments: readonly ImportedJudgment[];
}

const conversation = ['SYSTEM_MESSAGE', 'MESSAGES', 'USER_MESSAGE', 'ASSISTANT_MESSAGE'] as const;

/** Tells from which column of its file each part of a row was read. Several that make one text are listed. */
export function columnsOfRow({ mapping, messages, contexts, judgments }: MappedRow): ColumnOf {
  const { fields } = mapping;
  return (part) => {
    const [whole = '', index = '', detail = ''] = part.split('.');
    switch (whole) {
      case 'externalId':
        return sourcesOf(mapping, 'EXTERNAL_ID');
      case 'source':
        return sourcesOf(mapping, 'SOURCE');
      case 'messages':
        return messages[Number(index)] ?? sourcesOf(mapping, ...conversation);
      case 'contexts':
        return contexts[Number(index)] ?? sourcesOf(mapping, 'CONTEXT');
      case 'responses': {
        const letter = index === '1' ? 'B' : 'A';
        return sourcesOf(mapping, `${detail === 'model' ? 'MODEL' : 'RESPONSE'}_${letter}`);
      }
      case 'attributes': {
        const isRead = (key: string) => part === `attributes.${key}`;
        const isInside = (key: string) => part.startsWith(`attributes.${key}.`);
        const named = fields.filter(({ target }) => target === 'ATTRIBUTE');
        const found =
          named.find((field) => isRead(attributeKey(field))) ??
          named.find((field) => isInside(attributeKey(field)));
        return found?.source ?? null;
      }
      case 'judgments':
        return judgmentColumn(mapping, judgments[Number(index)], part.endsWith('annotator'));
      default:
        return null;
    }
  };
}

/** The columns of some targets, in the order of the mapping; null where there are none. */
export function sourcesOf(
  { fields }: ImportMapping,
  ...targets: readonly ImportTarget[]
): string | null {
  const found = fields.filter(({ target }) => targets.includes(target));
  const names = found.map(({ source }) => source).join(', ');
  return found.length === 0 ? null : names.slice(0, nameMax).toWellFormed();
}

function judgmentColumn(
  { judgments: read }: ImportMapping,
  judgment: ImportedJudgment | undefined,
  isAnnotator: boolean,
): string | null {
  if (read === null) return null;
  const name = isAnnotator && read.annotator !== '' ? read.annotator : read.label;
  if (read.path === '') return name;
  // the index of a judgment in its list is one below its rating index
  return judgment === undefined ? read.path : `${read.path}.${judgment.ratingIndex - 1}.${name}`;
}
