// Sends as the signed-in user. The docs show the bare token for /crm and `Bearer` everywhere else, so a refusal of the usual form is followed
// by one try of the other before the token itself is doubted. Source: LocaliQ API docs, samples of contacts and of reports.
import type { Session } from '@/lib/auth/session';
import { isAppError } from '@/lib/errors';
import type { Http } from '@/lib/http/client';

type Form = 'Bearer ' | '';

/** The way to LocaliQ with the session's token on every request. The form that worked is remembered while the worker lives. */
export function localiqAuthorised(http: Http, session: Session): Http {
  let usual: Form = 'Bearer ';

  return {
    async send(request) {
      const as = (form: Form, token: string) => http.send({ ...request, headers: { ...request.headers, authorization: form + token } });

      async function inEitherForm(token: string) {
        try {
          return await as(usual, token);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          const other: Form = usual ? '' : 'Bearer ';
          const answer = await as(other, token);
          usual = other;
          return answer;
        }
      }

      const token = await session.accessToken();
      try {
        return await inEitherForm(token);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return inEitherForm(await session.afterRefusal(token));
      }
    },
  };
}

/** A 401: answered before anything is done, so sending again cannot double anything. */
function isRefusal(error: unknown): boolean {
  return isAppError(error) && error.code === 'signed-out' && error.status === 401;
}
