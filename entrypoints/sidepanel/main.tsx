// Opens the store and shows the panel.
import '@/components/tokens.css';
import '@/components/controls.css';
import '@/components/panel.css';
import { render } from 'preact';
import { Panel } from '@/components/Panel';
import { simpleToE164 } from '@/lib/domain/simple-phone';
import { Database } from '@/lib/store/database';
import type { Store } from '@/lib/store/records';
import { usePanel } from './use-panel';

const store: Store = { db: new Database(), now: Date.now, newId: () => crypto.randomUUID(), toE164: simpleToE164 };
// While the tab is asked for. Where it fails, whoever reads says so.
store.db.open().catch(() => undefined);

function SidePanel() {
  return <Panel {...usePanel(store)} />;
}

const root = document.getElementById('panel');
if (root) render(<SidePanel />, root);
