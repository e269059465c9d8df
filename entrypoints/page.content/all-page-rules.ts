// The web pages that Lockstep knows, of both partner systems.
import { pageRules as bqe } from '@/lib/systems/bqe/pages';
import { pageRules as localiq } from '@/lib/systems/localiq/pages';

export const allPageRules = [bqe, localiq];
