// Who something is given to: a user of the location or nobody. A user who is gone stays chosen until another is picked.
import type { User } from '@/lib/domain/reference';
import { Field } from './Field';

interface AssigneeSelectProps {
  users: User[];
  me: string;
  value: string;
  onChange: (userId: string) => void;
}

/** Field `Assignee`. */
export function AssigneeSelect({ users, me, value, onChange }: AssigneeSelectProps) {
  const isKnown = !value || users.some((user) => user.id === value);
  return (
    <Field label="Assignee">
      {(control) => (
        <select class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)} {...control}>
          <option value="">Nobody</option>
          {!isKnown && <option value={value}>Unknown user</option>}
          {users.map((user) => (
            <option key={user.id} value={user.id}>
              {user.name || user.email}
              {user.id === me ? ' (me)' : ''}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
