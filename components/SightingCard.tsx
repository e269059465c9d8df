// What the page says about the person: a claim, shown as one.
import type { Sighting } from '@/lib/domain/sighting';
import { Avatar } from './Avatar';

/** Nothing but text. */
export function SightingCard({ sighting }: { sighting: Sighting }) {
  const { name, company, emails, phones } = sighting;
  const title = name || company || emails[0] || phones[0] || 'A record without a name';
  const lines = [name && company, ...emails, ...phones].filter((line) => line && line !== title);
  return (
    <div class="card sighting">
      <Avatar name={title} />
      <div class="person-text">
        <span class="person-name" dir="auto">
          {title}
        </span>
        {lines.map((line) => (
          <span key={line} class="person-line" dir="auto">
            {line}
          </span>
        ))}
      </div>
    </div>
  );
}
