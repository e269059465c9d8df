// Where a firm's data is: the token answer names it. An address outside the vendor's own is never called, whoever names it.
import { AppError } from '@/lib/errors';

/** The vendor's usual address, as its samples have it (github.com/BQEDeveloper, config.ini and web.config). */
export const usualEndpoint = 'https://api.bqecore.com/api';

/**
 * The named address without its trailing slash (the vendor's samples strip one since 2021). Throws AppError `invalid`, with the host, for
 * anything but https on a host below bqecore.com with a path that begins with /api.
 */
export function acceptEndpoint(named: string): string {
  let url: URL | undefined;
  try {
    url = new URL(named);
  } catch {
    // Not an address at all.
  }
  const isVendor =
    url?.protocol === 'https:' &&
    url.hostname.endsWith('.bqecore.com') &&
    /^\/api(\/|$)/.test(url.pathname) &&
    !url.username &&
    !url.password &&
    !url.port &&
    !url.search &&
    !url.hash;
  if (!url || !isVendor) {
    const host = url?.host || 'an unreadable address';
    throw new AppError('invalid', {
      detail: `BQE CORE named ${host} as the place of its data, which is not one of its own. Nothing was sent there.`,
    });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
