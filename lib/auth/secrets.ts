// What the vault holds for a system: what the user entered under the system's name, and the tokens of a sign-in beside it.
// Two entries, so that a refresh and a user who corrects the client secret never write over each other.
import '@/lib/zod';
import * as z from 'zod/mini';
import type { Vault } from './vault';

/** What the user entered: a key (a Private Integration token), the secret of the firm's own app ('' where it has none), or the connected app's. */
const enteredSchema = z.union([
  z.object({ method: z.literal('token'), token: z.string() }),
  z.object({ method: z.literal('oauth'), clientSecret: z.string() }),
  z.object({ method: z.literal('app'), authorization: z.string(), signingSecret: z.string() }),
]);
export type EnteredSecret = z.infer<typeof enteredSchema>;

const pairSchema = z.object({
  accessToken: z.string(),
  /** '' where the server gave none. */
  refreshToken: z.string(),
  /** Epoch ms by our clock. */
  expiresAt: z.number(),
});
export type TokenPair = z.infer<typeof pairSchema>;

/** The tokens of a sign-in, written as one. */
const tokensSchema = z.extend(pairSchema, {
  /** A wider sign-in from which this one was derived and can be derived again (HighLevel: company → location). */
  parent: z.optional(pairSchema),
  /** What the parent was narrowed to; absent while the user has yet to choose. */
  narrowedTo: z.optional(z.object({ companyId: z.string(), locationId: z.string() })),
  /** Where the server said that its API is for this sign-in (BQE CORE). */
  endpoint: z.optional(z.string()),
  /** The server refused the refresh token for good, epoch ms: only the user can help. */
  refusedAt: z.optional(z.number()),
});
export type Tokens = z.infer<typeof tokensSchema>;

const tokensId = (system: string) => `${system}/tokens`;

/** Stores what the user entered. */
export function putEntered(vault: Vault, system: string, secret: EnteredSecret): Promise<void> {
  return vault.put(system, secret);
}

/** What the user entered, or undefined. */
export async function getEntered(vault: Vault, system: string): Promise<EnteredSecret | undefined> {
  return z.safeParse(enteredSchema, await vault.get(system)).data;
}

/** Stores the tokens of a sign-in, all in one write. */
export function putTokens(vault: Vault, system: string, tokens: Tokens): Promise<void> {
  return vault.put(tokensId(system), tokens);
}

/** The tokens of a sign-in, or undefined. */
export async function getTokens(vault: Vault, system: string): Promise<Tokens | undefined> {
  return z.safeParse(tokensSchema, await vault.get(tokensId(system))).data;
}

/** Forgets both: "Disconnect". */
export async function removeSecrets(vault: Vault, system: string): Promise<void> {
  await vault.remove(tokensId(system));
  await vault.remove(`${system}/once`);
  await vault.remove(system);
}

const onceSchema = z.object({ once: z.string() });

/** Puts down what is to be sent once and kept nowhere: a password on its way from Options to the worker. */
export function putOnce(vault: Vault, system: string, secret: string): Promise<void> {
  return vault.put(`${system}/once`, { once: secret });
}

/** Takes it up again; it is gone from the vault before it is used. */
export async function takeOnce(vault: Vault, system: string): Promise<string | undefined> {
  const taken = z.safeParse(onceSchema, await vault.get(`${system}/once`)).data;
  await vault.remove(`${system}/once`);
  return taken?.once;
}
