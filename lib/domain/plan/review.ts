// A step of a plan as the rows of the dialog `Review changes`: what changes into what, from where, by which rule, and whether it is ticked.
import { systemTitles } from '@/lib/domain/account';
import type { CustomValue } from '@/lib/domain/contact';
import { shownText } from '@/lib/domain/mapping/convert';
import { isBlank } from '@/lib/domain/mapping/field';
import type { LiveMapping } from '@/lib/domain/mapping/live-mapping';
import { otherSide, type Side } from '@/lib/domain/mapping/mapping';
import type { LiveRule } from '@/lib/domain/merge/live-rule';
import type { Why } from '@/lib/domain/merge/merge-field';
import type { FieldChange, RefusedChange } from '@/lib/domain/merge/merge-records';

export interface ReviewRow {
  /** Key of the rule. */
  key: string;
  label: string;
  /** As text to show; '' for blank. */
  from: string;
  to: string;
  /** The system that the new value comes from: "BQE CORE". */
  source: string;
  /** Why it is offered: "Fills a blank", "Newest wins". */
  rule: string;
  /** Ticked to begin with. */
  chosen: boolean;
  /** What would be lost besides; '' for nothing. */
  warning: string;
  /** Why it cannot be written, and by which route it can; '' where it can. Such a row cannot be ticked. */
  obstacle: string;
}

/** What a step, or a Push or Pull, would write on one side. */
export interface Reviewed {
  side: Side;
  changes: readonly FieldChange[];
  refused?: readonly RefusedChange[];
}

/** The rows of a review, in the order of the mapping. What overwrites against a rule that only fills blanks is offered unticked. */
export function reviewOf({ side, changes, refused = [] }: Reviewed, live: LiveMapping): ReviewRow[] {
  const source = systemTitles[live.pair[otherSide(side)]];
  const show = (ref: string, where: Side, value: CustomValue) => {
    const field = live.fields[where].find((one) => one.ref === ref);
    return field ? shownText(value, field, live.tools) : '';
  };
  return live.rules.flatMap((rule): ReviewRow[] => {
    const change = changes.find((one) => one.rule === rule.key);
    if (change) {
      const { ref, label, from, to, why, warning = '' } = change;
      const chosen = !(rule.fillBlanksOnly && why === 'asked') && !(why === 'blanked' && rule.blanks !== 'carry');
      const shown = { from: show(ref, side, from), to: show(ref, side, to) };
      return [{ key: rule.key, label, ...shown, source, rule: whyText(why, rule, live), chosen, warning, obstacle: '' }];
    }
    return refused
      .filter((one) => one.rule === rule.key && one.side === side)
      .map(({ label, value, reason }) => {
        const to = show(rule[otherSide(side)].ref, otherSide(side), value);
        return { key: rule.key, label, from: '', to, source, rule: '', chosen: false, warning: '', obstacle: reason };
      });
  });
}

/** True when applying it overwrites nothing: such a Push or Pull needs no review once the link's first was approved. */
export function onlyFillsBlanks(changes: readonly FieldChange[]): boolean {
  return changes.every(({ from, warning }) => isBlank(from) && !warning);
}

function whyText(why: Why, { wins, fillBlanksOnly, blanks }: LiveRule, { pair }: LiveMapping): string {
  const winner = wins === 'left' || wins === 'right' ? `${systemTitles[pair[wins]]} wins` : wins === 'newest' ? 'Newest wins' : 'Ask';
  switch (why) {
    case 'fills':
      return 'Fills a blank';
    case 'changed':
      return 'Changed there';
    case 'blanked':
      return blanks === 'carry' ? 'Blanked there' : 'Blanked there; the rule keeps the value';
    case 'newer':
      return 'Both changed: newest wins';
    case 'wins':
      return `Both changed: ${winner}`;
    case 'outlasts':
      return 'A value outlasts a blank';
    case 'first':
      return `Never compared before: ${winner}`;
    case 'asked':
      return fillBlanksOnly ? 'The rule only fills blanks' : winner;
  }
}
