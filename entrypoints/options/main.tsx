// Opens the store and shows Options.
import '@/components/options/options.css';
import { render } from 'preact';
import { OptionsPage } from '@/components/options/OptionsPage';
import { Database } from '@/lib/store/database';
import { useOptions } from './use-options';

const db = new Database();

function Options() {
  const props = useOptions(db);
  // The store answers within a few milliseconds: nothing is better than a flash of "Not connected".
  return props ? <OptionsPage {...props} /> : null;
}

const root = document.getElementById('options');
if (root) render(<Options />, root);
