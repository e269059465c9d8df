// The tour of `npm start`: what a new user would try first, each step checked against what the sandbox then holds.
// BQE CORE takes 100 requests a minute, and connecting uses half of them: LocaliQ comes in between, so that nobody waits.
import { differInBqe, firstSync, pushAndPull } from './bqe-steps';
import { connectBqe, connectHighLevel, connectLocaliq } from './connect-steps';
import { forgetInHighLevel, localiqSteps } from './localiq-steps';
import { offlineSteps, openClient, panelSteps } from './panel-steps';
import type { Step, Tour } from './tour';

/** Brings in what colleagues did before anybody connects, so that the systems differ. */
export function prepare(tour: Tour): void {
  differInBqe(tour);
  forgetInHighLevel(tour);
}

/** What prepares the browser of somebody who wants to try it by hand. */
export const firstSteps: readonly Step[] = [connectHighLevel, connectBqe, connectLocaliq, openClient];

/** Every step, in order. */
export const steps: readonly Step[] = [...firstSteps, ...panelSteps, ...pushAndPull, ...offlineSteps, ...localiqSteps, ...firstSync];
