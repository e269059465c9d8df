// One line of "Test connection": what was tried and what to do where it failed.

export interface ConnectionCheck {
  /** What was tried, in the user's words: "Read contacts". */
  name: string;
  ok: boolean;
  /** What is missing and what to do; '' when ok. */
  advice: string;
}
