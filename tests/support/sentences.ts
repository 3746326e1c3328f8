import { InputError } from '../../src/errors.ts';

/** The sentence of the InputError that a call throws; any other error, or none, fails the test. */
export async function sentenceOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Whether a call went well, or failed as a person can understand; anything else is thrown on. */
export function isAcceptedOrRefused(call: () => unknown): 'accepted' | 'refused' {
  try {
    call();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (error.message.trim() === '' || /undefined|\[object|NaN/.test(error.message)) {
      throw new Error(`not a sentence for a person: ${error.message}`);
    }
    return 'refused';
  }
}
