import type { NewMessage, NewTask } from '../../tasks/rules.ts';
import { kindFor } from '../../tasks/rules.ts';
import { attributeKey, type ImportMapping, type ImportTarget } from './mapping.ts';
import { judgmentsMax, parseNative } from './native.ts';
import { columnsOfRow, sourcesOf } from './row-columns.ts';
import {
  type ImportedJudgment,
  nameMax,
  type ParsedRow,
  type RowProblem,
  refused,
  valueAt,
} from './rows.ts';

/** Makes a task of a row by a mapping. */
export function mapRow(row: unknown, mapping: ImportMapping): ParsedRow {
  try {
    const mapped = new MappedRow(row, mapping);
    const task = mapped.task();
    const judgments = mapped.judgments();
    const { warnings, messages, contexts } = mapped;
    const columnOf = columnsOfRow({ mapping, messages, contexts, judgments });
    return { ok: true, row: { externalId: task.externalId, task, judgments, warnings, columnOf } };
  } catch (error) {
    if (error instanceof BadField) return refused(error.field, error.message);
    throw error;
  }
}

class BadField extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

class MappedRow {
  readonly warnings: RowProblem[] = [];
  /** Of each message and of each context the columns that it was read from. */
  readonly messages: string[] = [];
  readonly contexts: string[] = [];
  readonly #row: unknown;
  readonly #mapping: ImportMapping;

  constructor(row: unknown, mapping: ImportMapping) {
    this.#row = row;
    this.#mapping = mapping;
  }

  task(): NewTask {
    const responses = (['A', 'B'] as const).flatMap((letter) => {
      const fields = this.#fields(`RESPONSE_${letter}`);
      if (fields.length === 0) return [];
      const content = this.#text(`RESPONSE_${letter}`);
      const [first] = fields;
      if (content === null) throw new BadField(first?.source ?? '', 'There is no response here.');
      const model = this.#name(`MODEL_${letter}`);
      return [{ content, language: null, model, source: null, parameters: null }];
    });
    return {
      kind: kindFor(responses.length),
      externalId: this.#name('EXTERNAL_ID'),
      source: this.#name('SOURCE'),
      attributes: this.#attributes(),
      contexts: this.#fields('CONTEXT').flatMap((field) => {
        const text = this.#textAt(field.source);
        const title = attributeKey(field);
        if (text === null || text === '') return [];
        this.contexts.push(field.source);
        return [{ kind: 'OTHER' as const, title, text, version: null, date: null }];
      }),
      messages: this.#messages(),
      responses,
    };
  }

  judgments(): ImportedJudgment[] {
    const { judgments } = this.#mapping;
    if (judgments === null) return [];
    const { path, annotator, label, values } = judgments;
    const found = path === '' ? [this.#row] : parsedJson(valueAt(this.#row, path));
    if (found === undefined || found === null) return [];
    if (!Array.isArray(found)) throw new BadField(path, 'This is not a list of judgments.');
    if (found.length > judgmentsMax) {
      throw new BadField(path, `At most ${judgmentsMax} judgments, not ${found.length}.`);
    }
    return found.flatMap((entry: unknown, index) => {
      const field = (name: string) => (path === '' ? name : `${path}.${index}.${name}`);
      const given = valueAt(entry, label);
      if (given === undefined || given === null || given === '') return [];
      const text = scalarText(given);
      const meaning = values.find(({ value }) => value === text);
      if (meaning === undefined) {
        throw new BadField(field(label), `The label ${text?.slice(0, 100)} has no meaning given.`);
      }
      const who = annotator === '' ? null : scalarText(valueAt(entry, annotator));
      if (who !== null && who.length > nameMax) {
        throw new BadField(field(annotator), `At most ${nameMax} characters.`);
      }
      const preference = { direction: meaning.direction, strength: meaning.strength };
      const judgment: ImportedJudgment = {
        annotator: who === '' ? null : who,
        ratingIndex: index + 1,
        answers: { scores: [], preference, flags: [], note: '' },
        submittedAt: null,
        activeSeconds: null,
        outcomeVisible: false,
      };
      return [judgment];
    });
  }

  #fields(target: ImportTarget) {
    return this.#mapping.fields.filter((field) => field.target === target);
  }

  #messages(): NewMessage[] {
    const single = (target: ImportTarget, role: NewMessage['role']): NewMessage[] => {
      const content = this.#text(target);
      if (content === null || content === '') return [];
      this.messages.push(sourcesOf(this.#mapping, target) ?? '');
      return [{ role, content, language: null, judged: false }];
    };
    return [
      ...single('SYSTEM_MESSAGE', 'SYSTEM'),
      ...this.#conversation(),
      ...single('USER_MESSAGE', 'USER'),
      ...single('ASSISTANT_MESSAGE', 'ASSISTANT'),
    ];
  }

  #conversation(): readonly NewMessage[] {
    const [field] = this.#fields('MESSAGES');
    const value = field === undefined ? null : valueAt(this.#row, field.source);
    if (field === undefined || value === null || value === undefined) return [];
    const parsed = parseNative({ messages: parsedJson(value) });
    if (!parsed.ok) {
      throw new BadField(field.source, `Not a list of messages: ${parsed.problem.message}`);
    }
    const messages = parsed.row.task?.messages ?? [];
    this.messages.push(...messages.map(() => field.source));
    return messages;
  }

  #attributes(): Record<string, unknown> {
    const entries = this.#fields('ATTRIBUTE').map((field) => {
      const value = valueAt(this.#row, field.source);
      return [attributeKey(field), value] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value != null && value !== ''));
  }

  /** Several fields of one target are one text, with a blank line between. Null where all are absent. */
  #text(target: ImportTarget): string | null {
    const texts = this.#fields(target)
      .map(({ source }) => this.#textAt(source))
      .filter((text) => text !== null);
    if (texts.length <= 1) return texts[0] ?? null;
    return texts.filter((text) => text !== '').join('\n\n');
  }

  /** Text that is judged: whatever is not text already is a change, which has to be told. */
  #textAt(source: string): string | null {
    const value = valueAt(this.#row, source);
    if (value === undefined || value === null) return null;
    const text = scalarText(value);
    if (text === null) throw new BadField(source, 'This is a list or an object, not a text.');
    if (typeof value !== 'string') {
      this.warnings.push({ field: source, message: `Not a text but ${text}: taken as “${text}”.` });
    }
    return text;
  }

  /** Names and ids may be numbers as well. */
  #name(target: ImportTarget): string | null {
    const [field] = this.#fields(target);
    if (field === undefined) return null;
    const value = valueAt(this.#row, field.source);
    if (value === undefined || value === null || value === '') return null;
    const text = scalarText(value);
    if (text === null) throw new BadField(field.source, 'This is a list or an object, not a text.');
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      this.warnings.push({ field: field.source, message: `A number, taken as “${text}”.` });
    }
    if (text.length > nameMax) throw new BadField(field.source, `At most ${nameMax} characters.`);
    return text;
  }
}

/** A scalar as text, what is no text as its JSON; null for lists, objects and what is absent. */
function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : null;
}

/** A list in a cell of a CSV file is JSON text. */
function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value === '' ? null : value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
