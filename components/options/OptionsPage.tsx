// The Options page: its head, the way to each section, and the section that the address names.
import type { ComponentChildren } from 'preact';
import { ActivitySection, type ActivitySectionProps } from './ActivitySection';
import { BqeRegion, type BqeRegionProps } from './BqeRegion';
import { ConnectedAppRegion, type ConnectedAppRegionProps } from './ConnectedAppRegion';
import { FirstSyncPlan, type FirstSyncPlanProps } from './FirstSyncPlan';
import { HealthSection, type HealthSectionProps } from './HealthSection';
import { HighLevelRegion, type HighLevelRegionProps } from './HighLevelRegion';
import { LocaliqRegion, type LocaliqRegionProps } from './LocaliqRegion';
import { MappingSection, type MappingSectionProps } from './MappingSection';
import { PrivacySection, type PrivacySectionProps } from './PrivacySection';
import { TaughtPages, type TaughtPagesProps } from './TaughtPages';
import { useHash } from './use-hash';

/** Sections and regions that are not given do not exist on the page. */
export interface OptionsPageProps {
  version: string;
  highlevel: HighLevelRegionProps;
  bqe?: BqeRegionProps;
  localiq?: LocaliqRegionProps;
  connectedApp?: ConnectedAppRegionProps;
  /** Plans that wait for a decision. */
  plans?: readonly FirstSyncPlanProps[];
  mapping?: MappingSectionProps;
  taught?: TaughtPagesProps;
  activity?: ActivitySectionProps;
  health?: HealthSectionProps;
  privacy: PrivacySectionProps;
}

/** All of Options. */
export function OptionsPage(props: OptionsPageProps) {
  const { version, highlevel, bqe, localiq, connectedApp, plans = [], mapping, taught, activity, health, privacy } = props;
  const hash = useHash();

  const sections: { id: string; name: string; body: ComponentChildren; isThere: boolean; mark?: number }[] = [
    {
      id: 'connections',
      name: 'Connections',
      isThere: true,
      mark: plans.length,
      body: (
        <section class="options-section" id="connections" aria-labelledby="connections-title">
          <h2 id="connections-title" tabIndex={-1}>
            Connections
          </h2>
          {plans.map((plan) => (
            <FirstSyncPlan key={plan.words.id} {...plan} />
          ))}
          <HighLevelRegion {...highlevel} />
          {bqe && <BqeRegion {...bqe} />}
          {localiq && <LocaliqRegion {...localiq} />}
          {connectedApp && <ConnectedAppRegion {...connectedApp} />}
        </section>
      ),
    },
    { id: 'mapping', name: 'Field mapping', isThere: mapping !== undefined, body: mapping && <MappingSection {...mapping} /> },
    { id: 'taught', name: 'Taught pages', isThere: taught !== undefined, body: taught && <TaughtPages {...taught} /> },
    { id: 'activity', name: 'Activity', isThere: activity !== undefined, body: activity && <ActivitySection {...activity} /> },
    { id: 'health', name: 'Health', isThere: health !== undefined, body: health && <HealthSection {...health} /> },
    { id: 'privacy', name: 'Privacy', isThere: true, body: <PrivacySection {...privacy} /> },
  ];
  const there = sections.filter(({ isThere }) => isThere);
  const shown = there.find(({ id }) => id === hash) ?? there[0];

  return (
    <div class="options">
      <header class="options-head">
        <img src="/icon.svg" alt="" width="32" height="32" />
        <h1>Lockstep options</h1>
      </header>
      <nav class="options-nav" aria-label="Sections">
        {there.map(({ id, name, mark }) => (
          <a key={id} href={`#${id}`} aria-current={id === shown?.id ? 'page' : undefined}>
            {name}
            {mark ? (
              <>
                {' '}
                <span class="count">
                  {mark} <span class="hidden-text">{mark === 1 ? 'plan waits' : 'plans wait'}</span>
                </span>
              </>
            ) : null}
          </a>
        ))}
      </nav>
      <main>{shown?.body}</main>
      <footer class="faint small">Lockstep {version}</footer>
    </div>
  );
}
