// Which hosts the browser lets us reach. What is granted is kept at hand, because the question to the user must be the first thing in the
// click: nothing may be awaited before it, and it is asked only for what is missing.

/** The part of `browser.permissions` that is needed. */
export interface Permissions {
  getAll(): Promise<{ origins?: string[] | undefined }>;
  request(permissions: { origins: string[] }): Promise<boolean>;
  onAdded: { addListener(listener: () => void): void };
  onRemoved: { addListener(listener: () => void): void };
}

export interface HostAccess {
  /** Reads what is granted, and again at every change; then calls back. */
  watch(onChange: () => void): void;
  /** False only when it is known that one of the addresses may not be reached. */
  has(...addresses: string[]): boolean;
  /** Asks the user for what is missing; undefined when nothing is. Call it first in the click. */
  ask(...addresses: string[]): Promise<boolean> | undefined;
}

/** Makes host access over `browser.permissions`. */
export function createHostAccess(permissions: Permissions): HostAccess {
  let granted: string[] | undefined;

  const missing = (addresses: string[]) =>
    granted === undefined ? [] : addresses.filter((address) => !granted?.some((pattern) => covers(pattern, address)));

  return {
    watch(onChange) {
      const read = () => {
        permissions.getAll().then(
          ({ origins }) => {
            granted = origins ?? [];
            onChange();
          },
          () => undefined,
        );
      };
      permissions.onAdded.addListener(read);
      permissions.onRemoved.addListener(read);
      read();
    },

    has: (...addresses) => missing(addresses).length === 0,

    ask(...addresses) {
      const origins = missing(addresses).map((address) => `https://${new URL(address).hostname}/*`);
      return origins.length > 0 ? permissions.request({ origins }) : undefined;
    },
  };
}

/** True when a granted pattern, such as `https://*.example.com/*`, covers the https address. */
export function covers(pattern: string, address: string): boolean {
  if (pattern === '<all_urls>') return true;
  const [, scheme, host = ''] = /^([^:]+):\/\/([^/]+)\/\*$/.exec(pattern) ?? [];
  if (scheme !== 'https' && scheme !== '*') return false;
  const { hostname } = new URL(address);
  if (host === '*') return true;
  return host.startsWith('*.') ? hostname === host.slice(2) || hostname.endsWith(host.slice(1)) : hostname === host;
}
