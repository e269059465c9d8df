// How often the systems are asked for news.

/** The worker's routine. A little less than the promised five minutes: a search shows a change some seconds late, and a run takes its time. */
export const routineMinutes = 4.75;

/** The contact on screen, or My day, while the panel is visible. */
export const onScreenSeconds = 20;
