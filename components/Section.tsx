// A named region of the panel: heading, count, one action, content.
import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';

interface SectionProps {
  title: string;
  count?: number | undefined;
  action?: ComponentChildren;
  children: ComponentChildren;
  ref?: Ref<HTMLElement>;
}

/** The region's name is the title alone. */
export function Section({ title, count, action, children, ref }: SectionProps) {
  const id = useId();
  return (
    <section class="section" aria-labelledby={id} {...(ref && { ref })}>
      <div class="section-head">
        <h2 id={id}>{title}</h2>
        {count ? <span class="count">{count.toLocaleString('en')}</span> : null}
        <div class="section-action">{action}</div>
      </div>
      {children}
    </section>
  );
}
