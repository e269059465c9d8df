// Who this is and how sure we are: name, company, the quickest ways to reach the person, and what can be done with the contact.
import { useState } from 'preact/hooks';
import { type Contact, displayName } from '@/lib/domain/contact';
import type { Kept } from '@/lib/domain/kept';
import type { Workflow } from '@/lib/domain/reference';
import { Avatar } from './Avatar';
import { FormProblem } from './FormProblem';
import { Icon } from './Icon';
import { DeleteContactDialog, FillPage, PartnerBar, StartWorkflowDialog, TeachPage } from './later-parts';
import { MatchChip } from './MatchChip';
import { type MenuItem, MoreMenu } from './MoreMenu';
import type { ContactView, Match, OnPage, PanelActions } from './panel-props';
import type { ReviewActions } from './sync-props';
import { useSubmit } from './use-submit';

interface ContactHeaderProps {
  contact: Kept<Contact>;
  match: Match;
  /** The server no longer has the contact. */
  gone: boolean;
  workflows: Workflow[];
  page: OnPage;
  partner: ContactView['partner'];
  actions: PanelActions;
  sync: ReviewActions | undefined;
}

/** The level-1 heading is the contact's name. */
export function ContactHeader({ contact, match, gone, workflows, page, partner, actions, sync }: ContactHeaderProps) {
  const [asking, setAsking] = useState<'delete' | 'workflow' | 'teach' | 'fill'>();
  const { problem, run } = useSubmit();
  const { uid, value } = contact;
  const name = displayName(value);
  const isFromPage = match.how !== 'opened';
  const items: MenuItem[] = [
    {
      name: 'Open in HighLevel',
      icon: 'openOutside',
      disabled: !contact.remoteId,
      onChoose: () => void run(() => actions.openInHighLevel(uid)),
    },
    { name: 'Start workflow', icon: 'workflow', onChoose: () => setAsking('workflow') },
    ...(page.fillable ? [{ name: 'Fill this page', icon: 'fill' as const, onChoose: () => setAsking('fill') }] : []),
    ...(page.teachable ? [{ name: 'Teach this page', icon: 'point' as const, onChoose: () => setAsking('teach') }] : []),
    { name: 'Pop out', icon: 'popOut', onChoose: () => void run(actions.popOut) },
    { name: 'Not this person', icon: 'notThisPerson', disabled: !isFromPage, onChoose: () => void run(() => actions.notThisPerson(uid)) },
    { name: 'Delete contact', icon: 'trash', danger: true, onChoose: () => setAsking('delete') },
  ];
  const mail = /^[^\s@<>]+@[^\s@<>]+$/.test(value.email) ? `mailto:${encodeURIComponent(value.email).replace('%40', '@')}` : '';
  const digits = value.phone.replace(/[^\d+]/g, '');

  return (
    <header class="contact-header">
      <Avatar name={name} />
      <div class="contact-who">
        <h1 tabIndex={-1} dir="auto">
          {name}
        </h1>
        {value.companyName && value.companyName !== name && (
          <p class="contact-company" dir="auto">
            {value.companyName}
          </p>
        )}
      </div>
      <MoreMenu items={items} />
      <p class="contact-reach">
        {value.email && (mail ? <a href={mail}>{value.email}</a> : <span dir="auto">{value.email}</span>)}
        {value.phone && (digits.length > 2 ? <a href={`tel:${digits}`}>{value.phone}</a> : <span dir="auto">{value.phone}</span>)}
      </p>
      <div class="contact-sure">
        <MatchChip match={match} />
        {match.linkable && (
          <button type="button" class="button button-small" onClick={() => void run(() => actions.link(uid))}>
            <Icon name="link" />
            Link to this page
          </button>
        )}
      </div>
      <FormProblem problem={problem} />
      {gone && (
        <div class="banner banner-warning">
          <Icon name="warning" />
          <span>This contact is no longer in HighLevel. What Lockstep knows of it stays here until you delete it.</span>
        </div>
      )}
      {partner && sync && (
        <PartnerBar key={partner.id} contactUid={uid} {...{ partner, sync }} onFill={page.fillable ? () => setAsking('fill') : undefined} />
      )}
      {page.fillable && (
        <FillPage
          contactUid={uid}
          name={name}
          isPagePerson={isFromPage}
          open={asking === 'fill'}
          actions={actions}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'teach' && <TeachPage actions={actions} onOver={() => setAsking(undefined)} />}
      {asking === 'delete' && (
        <DeleteContactDialog name={name} onDelete={() => actions.deleteContact(uid)} onClose={() => setAsking(undefined)} />
      )}
      {asking === 'workflow' && (
        <StartWorkflowDialog
          name={name}
          workflows={workflows}
          onStart={(workflow) => actions.startWorkflow(uid, workflow)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </header>
  );
}
