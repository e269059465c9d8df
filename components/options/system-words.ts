// What each connection is called on the page: its name, its host, and what an account of it is.

export interface SystemWords {
  /** For ids of elements. */
  id: string;
  title: string;
  /** What the browser must let through; '' where the user names it. */
  host: string;
  /** What one connects to: "location". */
  account: string;
  /** What is said while it is being tried. */
  trying: string;
}

export const systemWords = {
  highlevel: {
    id: 'highlevel',
    title: 'HighLevel',
    host: 'services.leadconnectorhq.com',
    account: 'location',
    trying: 'signing in…',
  },
  bqe: { id: 'bqe', title: 'BQE CORE', host: 'bqecore.com', account: 'company', trying: 'signing in…' },
  localiq: { id: 'localiq', title: 'LocaliQ', host: 'api.localiqservices.com', account: 'advertiser', trying: 'signing in…' },
  connectedApp: { id: 'connected-app', title: 'Connected app', host: '', account: 'receiver', trying: 'sending a test event…' },
} satisfies Record<string, SystemWords>;

/** The words of the system that a problem is of; the given ones where it does not say. */
export function wordsOf(problem: { system?: string }, otherwise: SystemWords): SystemWords {
  const named = Object.entries(systemWords).find(([name]) => name === problem.system);
  return named ? named[1] : otherwise;
}
