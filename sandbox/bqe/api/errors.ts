// BQE CORE's error bodies, in each of the shapes that public code met.
import type { BqeQuirks } from '../quirks';

/** Thrown by any part of the API; the routes turn it into an answer. */
export class ApiError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 415 | 429,
    readonly key: string,
    message: string,
  ) {
    super(message);
  }
}

export function errorBody(error: ApiError, shape: BqeQuirks['errorShape']): unknown {
  switch (shape) {
    case 'pascal':
      return { Key: error.key, Message: error.message };
    case 'camel':
      return { errorCode: error.key, message: error.message };
    case 'nested':
      return { error: { errorCode: error.key, message: error.message } };
    case 'text':
      return `${error.key}: ${error.message}`;
  }
}
