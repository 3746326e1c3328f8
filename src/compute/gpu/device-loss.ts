import { BackendLostError } from '../device.ts';

/**
 * Whether a device is still there. What it refuses counts as its loss: a command that was refused leaves zeros behind, and
 * nothing computed after it can be trusted.
 */
export class DeviceLoss {
  /** Resolves with a sentence when the device is gone, unless that was expected. */
  readonly told: Promise<string>;
  #sentence: string | null = null;
  #isExpected = false;

  constructor(device: GPUDevice) {
    this.told = new Promise((resolve) => {
      const lose = (sentence: string) => {
        this.#sentence ??= sentence;
        if (!this.#isExpected) resolve(this.#sentence);
      };
      void device.lost.then((info) => {
        const why = info.message ? ` (${firstSentence(info.message)})` : '';
        lose(`The connection to the GPU was lost${why}.`);
      });
      device.addEventListener('uncapturederror', (event) => {
        lose(`The GPU refused a command (${firstSentence(event.error.message)}).`);
      });
    });
  }

  /** The device is about to be given up, which is no news. */
  expect(): void {
    this.#isExpected = true;
  }

  /** @throws BackendLostError where the device is gone */
  check(): void {
    if (this.#sentence) throw new BackendLostError(this.#sentence);
  }

  /** Work of the device; whatever fails on one that is gone, is the loss. @throws BackendLostError (rejects) */
  async during<Value>(work: () => Promise<Value>): Promise<Value> {
    this.check();
    try {
      return await work();
    } finally {
      this.check();
    }
  }
}

/** The first line of a driver's message, without a full stop of its own. */
function firstSentence(message: string): string {
  return message.split('\n')[0]!.replace(/\.$/, '');
}
