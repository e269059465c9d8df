// What an address is called in the log: the ids in it would tell of people, and would make a row of their own for each of them.

const isId = (part: string) =>
  (/\d/.test(part) && !/^v\d{1,2}$/.test(part)) || part.length >= 18 || part.includes('%') || part.includes('@');

/** `GET /contacts/:id/tasks`: the method and the path, ids taken out. */
export function endpointName(method: string, path: string): string {
  const parts = path.split('/').map((part) => (isId(part) ? ':id' : part));
  return `${method} ${parts.join('/')}`;
}

/** True for a request that changes nothing: GET, and the searches that are sent as POST. */
export function isRead(method: string, path: string): boolean {
  return method === 'GET' || (method === 'POST' && /\/search\/?$/.test(path));
}
