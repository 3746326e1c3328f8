/** How long a device takes at most to tell that it is lost, once it has refused a mapping for that reason. */
const LOSS_TOLD_MS = 1000;

/**
 * Resolves when a buffer's contents are on the host. A device that is lost refuses the mapping, often a moment before it
 * tells of the loss: this waits for that, so that whoever hears of the refusal can know why.
 *
 * @throws DOMException (rejects) where the device refuses
 */
export async function mapToRead(device: GPUDevice, buffer: GPUBuffer): Promise<void> {
  try {
    await buffer.mapAsync(GPUMapMode.READ);
  } catch (refusal) {
    await Promise.race([device.lost, new Promise<void>((resolve) => setTimeout(() => resolve(), LOSS_TOLD_MS))]);
    throw refusal;
  }
}
