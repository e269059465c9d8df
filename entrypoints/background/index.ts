// The worker. Every listener is attached in the first turn, synchronously: an event that woke the worker is lost otherwise.
import '@/lib/zod';
import { defineBackground } from 'wxt/utils/define-background';
import { listenForAlarms } from './alarms';
import { showBadge } from './badge';
import { deliverNewEvents } from './deliveries';
import { listenForFindInHighLevel } from './find-in-highlevel';
import { listenForMessages } from './messages';
import { listenForNetwork } from './network';
import { openPanelFromToolbar } from './open-panel';
import { prepareTabs } from './prepare-tabs';
import { createWorker } from './worker';

export default defineBackground(() => {
  const worker = createWorker();
  listenForMessages(worker);
  listenForAlarms(worker);
  listenForFindInHighLevel();
  listenForNetwork(worker);
  openPanelFromToolbar();
  prepareTabs();
  showBadge(worker);
  deliverNewEvents(worker);
  void worker.start();
});
