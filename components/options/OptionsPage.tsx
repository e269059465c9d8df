// The Options page: its head with the way to each section, then the sections.
import { HighLevelRegion, type HighLevelRegionProps } from './HighLevelRegion';
import { PrivacySection, type PrivacySectionProps } from './PrivacySection';

export interface OptionsPageProps {
  version: string;
  highlevel: HighLevelRegionProps;
  privacy: PrivacySectionProps;
}

/** All of Options. */
export function OptionsPage({ version, highlevel, privacy }: OptionsPageProps) {
  return (
    <div class="options">
      <header class="options-head">
        <img src="/icon.svg" alt="" width="32" height="32" />
        <h1>Lockstep options</h1>
        <nav aria-label="Sections">
          <a href="#connections">Connections</a>
          <a href="#privacy">Privacy</a>
        </nav>
      </header>
      <main>
        <section class="options-section" id="connections" aria-labelledby="connections-title">
          <h2 id="connections-title" tabIndex={-1}>
            Connections
          </h2>
          <HighLevelRegion {...highlevel} />
        </section>
        <PrivacySection {...privacy} />
      </main>
      <footer class="faint small">Lockstep {version}</footer>
    </div>
  );
}
