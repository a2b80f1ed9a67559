import { sentence } from '../data/actions.ts';

/** Why an answer could not be stored. */
export function Failed({ error }: { error: unknown }) {
  return error ? (
    <small className="warn" role="alert">
      {sentence(error)}
    </small>
  ) : null;
}
