// One value, old and new, as a line of a description list. Screen readers hear "from … to …", not an arrow.

export interface ValueChangeProps {
  label: string;
  /** '' for blank. */
  from: string;
  to: string;
  note?: string;
  /** It will not be written. */
  isRefused?: boolean;
  /** Two values to choose between, neither of which is the newer. */
  isChoice?: boolean;
  /** Nothing was there before. */
  isNew?: boolean;
}

/** A term with its values. */
export function ValueChange({ label, from, to, note, isRefused, isChoice, isNew }: ValueChangeProps) {
  return (
    <div class={isRefused ? 'change change-refused' : 'change'}>
      <dt dir="auto">{label}</dt>
      <dd>
        {!isNew && !isRefused && (
          <>
            <span class="hidden-text">{isChoice ? 'HighLevel:' : 'From'} </span>
            {from ? (
              <span class={isChoice ? '' : 'change-from'} dir="auto">
                {from}
              </span>
            ) : (
              <span class="faint">blank</span>
            )}
            <span class="faint" aria-hidden="true">
              {isChoice ? ' ≠ ' : ' → '}
            </span>
            <span class="hidden-text">{isChoice ? ' the other side: ' : ' to '}</span>
          </>
        )}
        {to ? <span dir="auto">{to}</span> : <span class="faint">blank</span>}
        {note && <span class="change-note">{note}</span>}
      </dd>
    </div>
  );
}
