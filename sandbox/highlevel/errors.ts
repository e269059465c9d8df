// HighLevel's refusals: one class, and one function per documented or reported body.

/** Thrown anywhere below a route; the route answers with its status and body. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(`Refused with ${status}`);
    this.status = status;
    this.body = { statusCode: status, ...body };
  }
}

/** HighLevel OpenAPI common-schemas.json, BadRequestDTO. */
export function badRequest(message: string, more: Record<string, unknown> = {}): Refusal {
  return new Refusal(400, { message, ...more });
}

/** HighLevel OpenAPI common-schemas.json, UnauthorizedDTO. */
export function invalidToken(message = 'Invalid token: access token is invalid'): Refusal {
  return new Refusal(401, { message, error: 'Unauthorized' });
}

/** highlevel-api-docs #217 and #245. */
export function missingScope(): Refusal {
  return new Refusal(401, { message: 'The token is not authorized for this scope.' });
}

/** highlevel-api-docs #213, n8n #11353. */
export function wrongLocation(): Refusal {
  return new Refusal(403, { message: 'The token does not have access to this location.' });
}

/** HighLevel OpenAPI common-schemas.json, UnprocessableDTO: `message` is a list. */
export function unprocessable(...messages: string[]): Refusal {
  return new Refusal(422, { message: messages, error: 'Unprocessable Entity' });
}

/** Reported by several integrations: 400, not 404, and the id in the text. */
export function missing(kind: string, id: string, status: number): Refusal {
  return new Refusal(status, { message: `${kind} with id ${id} not found` });
}

/** Undocumented, reported alike by many integrations. */
export function duplicateContact(meta: { contactId: string; contactName: string; matchingField: 'email' | 'phone' }): Refusal {
  return badRequest('This location does not allow duplicated contacts.', { meta });
}
