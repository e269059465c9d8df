// A HighLevel task or a BQE CORE to-do: something to do for a contact by a time.

export interface Task {
  title: string;
  /** Plain text or simple HTML as the server keeps it; '' when blank. */
  body: string;
  /** When it is due, epoch ms; 0 when the system gave no date. */
  dueAt: number;
  /** The system keeps days only: `dueAt` is the midnight that begins the day, and says nothing of the time. */
  dayOnly?: boolean;
  completed: boolean;
  /** User id, or ''. */
  assignedTo: string;
}

export type TaskEdit = Partial<Task>;

/** A task with every field blank. */
export function blankTask(): Task {
  return { title: '', body: '', dueAt: 0, completed: false, assignedTo: '' };
}
