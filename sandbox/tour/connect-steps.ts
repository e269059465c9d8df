// The tour connects the three systems in Options, as a user would: each by a way of its own.
import { WEB_APP } from '../bqe/sign-in';
import { SIGNED_IN } from '../localiq/seed';
import { LOCALIQ_APP } from '../localiq/sign-in';
import { inOptions, type Step } from './tour';

/** Types the sandbox's token and location into Options. */
export const connectHighLevel: Step = {
  title: 'Connect HighLevel in Options with a Private Integration token',
  run: (tour) =>
    inOptions(tour, async (options) => {
      const { state } = tour.launched.sandbox.highlevel;
      await options.connectWithToken(state.issueToken(), state.location.id);
      await tour.picture('options-connected', [options.page]);
    }),
};

/** Signs in through the window of BQE CORE, which sends the browser back at once. */
export const connectBqe: Step = {
  title: 'Connect BQE CORE with an app of the firm, through its sign-in window',
  run: (tour) =>
    inOptions(tour, async (options) => {
      tour.launched.sandbox.bqe.state.signIn.autoApprove = true;
      await options.connectWithOAuth('BQE CORE', WEB_APP.clientId, WEB_APP.clientSecret);
    }),
};

/** Signs in once with the password and chooses the advertiser. */
export const connectLocaliq: Step = {
  title: 'Connect LocaliQ once with the password, and choose the advertiser',
  run: (tour) =>
    inOptions(tour, async (options) => {
      const { advertiser } = tour.launched.sandbox.localiq.state;
      const { clientId, clientSecret } = LOCALIQ_APP;
      const { email } = SIGNED_IN;
      await options.connectLocaliqWithPassword({ clientId, clientSecret, email, password: 'sandbox', advertiser: advertiser.gmaid });
      await options.connection('LocaliQ').evaluate((region) => region.scrollIntoView({ block: 'center' }));
      await tour.picture('all-connected', [options.page]);
    }),
};
