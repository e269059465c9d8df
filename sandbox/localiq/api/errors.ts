// LocaliQ's error bodies, which differ from one kind to the next. LocaliQ API docs, errors.

export type ApiErrorKind = 'unauthorized' | 'not_authorized' | 'not_found' | 'parameter' | 'throttled';

/** Thrown by any part of the API; the routes turn it into an answer. */
export class ApiError extends Error {
  constructor(
    readonly kind: ApiErrorKind,
    /** For `parameter` the name of the parameter, for `not_authorized` the reason. */
    readonly detail = '',
  ) {
    super(`${kind} ${detail}`);
  }
}

/** Status and body of each kind. */
export function describeError(error: ApiError): { status: 401 | 403 | 404 | 422 | 429; body: unknown } {
  switch (error.kind) {
    case 'unauthorized':
      return { status: 401, body: { message: 'Unauthorized' } };
    case 'not_authorized':
      return { status: 403, body: { name: 'not_authorized', message: error.detail } };
    case 'not_found':
      return { status: 404, body: { message: 'Not Found' } };
    case 'parameter':
      return { status: 422, body: { errors: { [error.detail]: ['is missing or invalid'] } } };
    case 'throttled':
      return { status: 429, body: { message: 'Too Many Requests' } };
  }
}
