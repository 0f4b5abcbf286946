/** One field as PostgreSQL sends it in its binary form. */
export type Field = Buffer | null;

const sized = (length: number, write: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return bytes;
};
const epoch2000 = 946_684_800;

export const uuidField = (id: string): Field => Buffer.from(id.replaceAll('-', ''), 'hex');
export const textField = (value: string | null): Field =>
  value === null ? null : Buffer.from(value);
export const jsonField = (value: unknown): Field =>
  Buffer.concat([Buffer.from([1]), Buffer.from(JSON.stringify(value))]);
export const floatField = (value: number | null): Field =>
  value === null ? null : sized(8, (bytes) => bytes.writeDoubleBE(value));
export const intField = (value: number | null): Field =>
  value === null ? null : sized(4, (bytes) => bytes.writeInt32BE(value));
export const booleanField = (value: boolean | null): Field =>
  value === null ? null : Buffer.from([value ? 1 : 0]);
/** @param seconds - since 1970 */
export const timeField = (seconds: number | null): Field =>
  seconds === null
    ? null
    : sized(8, (bytes) => bytes.writeBigInt64BE(BigInt(Math.round((seconds - epoch2000) * 1e6))));

const arrayOf = (type: number, values: readonly Field[]): Field => {
  const head = sized(values.length === 0 ? 12 : 20, (bytes) => {
    bytes.writeInt32BE(values.length === 0 ? 0 : 1);
    bytes.writeInt32BE(type, 8);
    if (values.length > 0) bytes.writeInt32BE(values.length, 12);
  });
  return Buffer.concat([head, ...values.map(withLength)]);
};
export const floatsField = (values: readonly (number | null)[]): Field =>
  arrayOf(701, values.map(floatField));
export const intsField = (values: readonly number[]): Field => arrayOf(23, values.map(intField));

const withLength = (field: Field): Buffer =>
  Buffer.concat([
    sized(4, (bytes) => bytes.writeInt32BE(field?.length ?? -1)),
    field ?? Buffer.alloc(0),
  ]);

/** A copy of some rows, from its header to its end. */
export const copied = (rows: readonly (readonly Field[])[]): Buffer =>
  Buffer.concat([
    Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
    Buffer.alloc(8),
    ...rows.flatMap((fields) => [
      sized(2, (bytes) => bytes.writeInt16BE(fields.length)),
      ...fields.map(withLength),
    ]),
    Buffer.from([0xff, 0xff]),
  ]);
