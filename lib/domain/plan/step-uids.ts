// Which records a step of a plan speaks of, for whoever has to look their names up.
import type { Question, Step } from './plan';

/** Uids of every record that the step names. */
export function stepUids(step: Step): string[] {
  switch (step.kind) {
    case 'create':
      return step.from;
    case 'update':
    case 'skip':
      return [step.uid];
    case 'question':
      return questionUids(step.question);
    default:
      return [step.left, step.right];
  }
}

function questionUids(question: Question): string[] {
  switch (question.about) {
    case 'which':
      return [question.uid, ...question.candidates.map(({ uid }) => uid)];
    case 'same-person':
      return question.uids;
    case 'linked-twice':
      return [question.uid, ...question.partners];
    default:
      return [question.left, question.right];
  }
}
