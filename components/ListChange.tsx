// A list that changes, tags above all: what comes, what goes, what stays.
import { itemsOf } from '@/lib/domain/mapping/forms/choice-forms';
import { foldText } from '@/lib/domain/normalise';
import { Icon } from './Icon';

/** Both lists as the review gives them: one text. */
export function ListChange({ from, to }: { from: string; to: string }) {
  const [before, after] = [itemsOf(from), itemsOf(to)];
  const isIn = (items: string[], item: string) => items.some((one) => foldText(one) === foldText(item));
  const goes = before.filter((item) => !isIn(after, item));
  return (
    <ul class="tag-list">
      {after.map((item) => {
        const isNew = !isIn(before, item);
        return (
          <li key={item} class={`chip${isNew ? ' chip-success' : ''}`}>
            {isNew && <Icon name="plus" label="Added:" />}
            <span dir="auto">{item}</span>
          </li>
        );
      })}
      {goes.map((item) => (
        <li key={item} class="chip chip-goes">
          <Icon name="close" label="Removed:" />
          <s dir="auto">{item}</s>
        </li>
      ))}
    </ul>
  );
}
