// Where each system's sign-in returns to, below `https://<extension id>.chromiumapp.org/`. The user registers this address with the vendor.
import type { SystemName } from '@/lib/domain/account';

/** HighLevel's portal is reported to refuse addresses that contain its own name, so its other name is used. */
export const redirectPaths: Record<SystemName, string> = { highlevel: 'leadconnector', bqe: 'bqe', localiq: 'localiq' };
