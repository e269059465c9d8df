// Records as the API writes them: which fields, in what form, and where e-mail and phone are.
import { CommunicationKind } from '../enums';
import type { BqeQuirks } from '../quirks';
import type { Client, Common, CompanyFile } from '../state';
import { ApiError } from './errors';
import type { FieldKind, Resource } from './resources';
import { dayText, timeText, type Zone } from './times';

/** What a request wants of each record. */
export interface Projection {
  /** Plain fields, in the order asked for. */
  plain: string[];
  nested: string[];
}

/** Reads `fields` and `expand`; throws 400 for names that the resource does not have. */
export function readProjection(resource: Resource, fields: string | undefined, expand: string | undefined, quirks: BqeQuirks): Projection {
  const inModel: string[] = quirks.addressShape === 'list' ? [] : resource.nested.filter((name) => name === 'address');
  const available = resource.nested.filter((name) => name !== 'communications' || quirks.addressShape === 'split');
  const expanded = split(expand).map((name) => find(name, available, 'ExpandError'));
  const isAll = fields === undefined || fields.trim() === '' || fields.trim() === '*';
  if (isAll) return { plain: Object.keys(resource.fields), nested: unique([...inModel, ...expanded]) };
  const names = split(fields).map((name) => find(name, [...Object.keys(resource.fields), ...available], 'FieldError'));
  return {
    plain: names.filter((name) => name in resource.fields),
    nested: unique([...names.filter((name) => inModel.includes(name)), ...expanded]),
  };
}

function split(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

function find(name: string, available: readonly string[], key: string): string {
  const found = available.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (!found) throw new ApiError(400, key, `Invalid field: ${name}`);
  return found;
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}

/** One record as the API writes it. */
export function toWire(row: Common, resource: Resource, projection: Projection, company: CompanyFile, zone: Zone, quirks: BqeQuirks) {
  const source = row as unknown as Record<string, unknown>;
  const wire: Record<string, unknown> = {};
  for (const name of projection.plain) wire[name] = plainValue(source[name], resource.fields[name] ?? 'text', zone, quirks);
  for (const name of projection.nested) {
    const client = row as Client;
    if (name === 'address') wire.address = addressWire(client, company, quirks);
    else if (name === 'communications') wire.communications = communicationsWire(client, company, 'communicationType');
    else wire[name] = source[name];
  }
  return wire;
}

function plainValue(value: unknown, kind: FieldKind, zone: Zone, quirks: BqeQuirks): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'time') return timeText(Number(value), zone);
  if (kind === 'day') return dayText(Number(value));
  if (kind === 'enum') return quirks.enumsAsText ? String(value) : value;
  return value;
}

function addressWire(client: Client, company: CompanyFile, quirks: BqeQuirks): unknown {
  const { communications, ...plain } = client.address;
  if (quirks.addressShape === 'flat') {
    const first = (kind: number) => {
      const ids = company.communicationTypes.filter((type) => type.type === kind).map(({ id }) => id);
      return communications.find(({ typeId }) => ids.includes(typeId))?.value ?? '';
    };
    const { email, phone, website } = CommunicationKind;
    return { ...plain, email: first(email), phone: first(phone), website: first(website) };
  }
  if (quirks.addressShape === 'split') return plain;
  if (quirks.addressShape === 'list') {
    return [{ ...plain, isDefault: true, communications: communicationsWire(client, company, 'communicationType') }];
  }
  return { ...plain, communications: communicationsWire(client, company, 'type') };
}

function communicationsWire(client: Client, company: CompanyFile, naming: 'type' | 'communicationType'): unknown[] {
  return client.address.communications.map(({ id, typeId, value }) => {
    const name = company.communicationTypes.find((type) => type.id === typeId)?.name ?? '';
    return naming === 'type' ? { id, typeId, typeName: name, value } : { id, communicationTypeId: typeId, communicationType: name, value };
  });
}
