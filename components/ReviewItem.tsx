// One field of a review: what it says now and would say then, where that comes from and why, and whether it is to be written.
import { useId } from 'preact/hooks';
import { difference, excerptOf } from './difference';
import { Icon } from './Icon';
import { ListChange } from './ListChange';
import { Marked } from './Marked';
import type { ReviewField } from './sync-props';
import { ValueText } from './ValueText';

interface ReviewItemProps {
  row: ReviewField;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}

/** A list item with a checkbox named by the field; one that cannot be written has the reason instead. */
export function ReviewItem({ row, chosen, onChoose }: ReviewItemProps) {
  const id = useId();
  const { label, from, to, source, rule, warning, obstacle, type } = row;
  // In a short value the eye finds the difference by itself.
  const [before, after] = Math.min(from.length, to.length) > 60 ? difference(from, to) : [];
  return (
    <li class={`review-row${obstacle ? ' review-refused' : ''}`}>
      {obstacle ? (
        <Icon name="lock" label="Cannot be written:" />
      ) : (
        <input
          type="checkbox"
          id={id}
          aria-describedby={`${id}-about`}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <div class="review-field">
        {obstacle ? (
          <strong dir="auto">{label}</strong>
        ) : (
          <label htmlFor={id} dir="auto">
            {label}
          </label>
        )}
        <div id={`${id}-about`}>
          {type === 'choices' && !obstacle ? (
            <ListChange from={from} to={to} />
          ) : (
            <div class={`review-values${from ? '' : ' review-fills'}`}>
              {from && (
                <ValueText name="Now" text={from} excerpt={before && <Marked parts={excerptOf(before)} />}>
                  {before && <Marked parts={before} />}
                </ValueText>
              )}
              {from && <Icon name="into" />}
              <ValueText name={from ? 'Then' : 'New'} text={to} excerpt={after && <Marked parts={excerptOf(after)} />}>
                {after && <Marked parts={after} />}
              </ValueText>
            </div>
          )}
          <p class="review-why">{[source && `From ${source}`, rule].filter(Boolean).join(' · ')}</p>
          {warning && (
            <p class="review-warning">
              <Icon name="warning" /> {warning}
            </p>
          )}
          {obstacle && <p class="review-obstacle">{obstacle}</p>}
        </div>
      </div>
    </li>
  );
}
