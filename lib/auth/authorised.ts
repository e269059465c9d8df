// Sends as the signed-in user: adds the bearer token, and after a refusal of it renews it once and sends again.
import { isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';
import type { Session } from './session';

/** The same way to the server, with the session's token on every request. */
export function authorised(http: Http, session: Session): Http {
  return {
    async send(request) {
      const withToken = (token: string) => ({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
      const token = await session.accessToken();
      try {
        return await http.send(withToken(token));
      } catch (error) {
        // A 401 is answered before anything is done, so sending again cannot double a write.
        if (!isAppError(error) || error.code !== 'signed-out') throw error;
        return http.send(withToken(await session.afterRefusal(token)));
      }
    },
  };
}
