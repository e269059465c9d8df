// Grey lines in the place of rows that are still being read, as high as the rows will be.

const widths = [68, 52, 74, 46];

/** At most four. Said to screen readers as "Loading". */
export function SkeletonRows({ rows }: { rows: number }) {
  return (
    <div class="skeleton-rows">
      <span class="hidden-text">Loading…</span>
      {widths.slice(0, rows).map((width) => (
        <span key={width} class="skeleton-row" aria-hidden="true">
          <span class="skeleton" style={{ inlineSize: `${width}%` }} />
          <span class="skeleton skeleton-thin" style={{ inlineSize: `${width / 2}%` }} />
        </span>
      ))}
    </div>
  );
}
