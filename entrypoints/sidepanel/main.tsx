// Opens the store and shows the panel.
import '@/components/tokens.css';
import '@/components/controls.css';
import '@/components/panel.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Panel } from '@/components/Panel';
import { simpleToE164 } from '@/lib/domain/simple-phone';
import { Database } from '@/lib/store/database';
import type { Store } from '@/lib/store/records';
import { usePanel } from './use-panel';

const store: Store = { db: new Database(), now: Date.now, newId: () => crypto.randomUUID(), toE164: simpleToE164 };
// While the tab is asked for. Where it fails, whoever reads says so.
store.db.open().catch(() => undefined);

/** A skeleton that stands for a blink only flickers, and its frame keeps the person waiting. ms */
const skeletonAfterMs = 150;

function SidePanel() {
  const props = usePanel(store);
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), skeletonAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return props.view.kind === 'starting' && !isSlow ? null : <Panel {...props} />;
}

const root = document.getElementById('panel');
if (root) render(<SidePanel />, root);
