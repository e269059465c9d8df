// Options › Field mapping: which field goes where, in which direction, and who wins. One pair of systems at a time.
import { useState } from 'preact/hooks';
import { FormProblem } from '@/components/FormProblem';
import type { Field } from '@/lib/domain/mapping/field';
import type { Mapping, PairName, Side } from '@/lib/domain/mapping/mapping';
import type { Problem } from '@/lib/errors';
import { Choice } from './Choice';
import { MappingTable } from './MappingTable';

export interface MappingPairView {
  mapping: Mapping;
  /** Every field that the two systems have today, custom ones included. */
  fields: Record<Side, readonly Field[]>;
  /** The mapping was changed since a plan was approved: the next sync shows its plan first. */
  planPending: boolean;
}

export interface MappingSectionProps {
  pairs: readonly MappingPairView[];
  /** Why the last change was not kept. */
  failure?: Problem;
  /** Stores a changed mapping; its version is one higher. */
  onChange(mapping: Mapping): void;
  /** Back to what a pair starts with. */
  onReset(pair: PairName): void;
}

const pairTitles: Record<PairName, string> = {
  'highlevel-bqe-client': 'BQE CORE clients',
  'highlevel-bqe-prospect': 'BQE CORE prospects',
  'highlevel-localiq': 'LocaliQ contacts',
};

/** The section `Field mapping`. */
export function MappingSection({ pairs, failure, onChange, onReset }: MappingSectionProps) {
  const [chosen, setChosen] = useState<PairName>();
  const view = pairs.find(({ mapping }) => mapping.pair === chosen) ?? pairs[0];
  return (
    <section class="options-section" id="mapping" aria-labelledby="mapping-title">
      <h2 id="mapping-title" tabIndex={-1}>
        Field mapping
      </h2>
      {view ? (
        <>
          {pairs.length > 1 && (
            <Choice<PairName>
              label="Pair of systems"
              value={view.mapping.pair}
              options={pairs.map(({ mapping }) => ({ value: mapping.pair, name: pairTitles[mapping.pair] }))}
              onChange={setChosen}
            />
          )}
          <FormProblem problem={failure} />
          <MappingTable key={view.mapping.pair} view={view} title={pairTitles[view.mapping.pair]} onChange={onChange} onReset={onReset} />
        </>
      ) : (
        <div class="card">
          <p class="empty">
            There is nothing to map yet. <a href="#connections">Connect BQE CORE or LocaliQ</a> first.
          </p>
        </div>
      )}
    </section>
  );
}
