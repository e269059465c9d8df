// The panel's shape for the moment before the store is read, so that nothing jumps when it is.
import { SkeletonRows } from './SkeletonRows';

/** Grey lines where header and first lists will be. */
export function PanelSkeleton() {
  return (
    <div class="contact" aria-busy="true">
      <div class="contact-header" aria-hidden="true">
        <span class="avatar skeleton" />
        <div class="contact-who">
          <span class="skeleton" style={{ inlineSize: '60%', blockSize: '1.1rem' }} />
          <span class="skeleton skeleton-thin" style={{ inlineSize: '40%' }} />
        </div>
      </div>
      <div class="section">
        <SkeletonRows rows={4} />
      </div>
    </div>
  );
}
