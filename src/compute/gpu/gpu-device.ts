import type { BackendDescription } from '../device.ts';

/** A device, and what a badge and a report say of it. */
export interface GpuDevice {
  readonly device: GPUDevice;
  readonly description: BackendDescription;
}

/** Software that poses as a GPU: SwiftShader, Mesa's llvmpipe and lavapipe, Windows' WARP. */
const SOFTWARE_NAMES = /swiftshader|llvmpipe|lavapipe|softpipe|warp\b|basic render/i;

/**
 * Asks for the machine's GPU with all the buffer and texture size and the workgroup memory it gives, or `null` where there is none.
 * Rejects where an adapter is there and refuses a device.
 */
export async function requestGpuDevice(gpu: GPU): Promise<GpuDevice | null> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { limits } = adapter;
  const features: GPUFeatureName[] = ['timestamp-query', 'float32-filterable'];
  const device = await adapter.requestDevice({
    label: 'CT sandbox',
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxTextureDimension2D: limits.maxTextureDimension2D,
    },
  });
  // Browsers had WebGPU before adapters said what they are.
  return { device, description: describeAdapter(adapter.info ?? {}) };
}

function describeAdapter(info: Partial<GPUAdapterInfo>): BackendDescription {
  const words = [info.vendor, info.architecture, info.device, info.description].map((word) => word ?? '');
  const isSoftware = info.isFallbackAdapter === true || words.some((word) => SOFTWARE_NAMES.test(word));
  const brief = [info.vendor, info.architecture].filter(Boolean).join(' ');
  const name = info.description || info.device || brief || 'unnamed GPU';
  return { backend: 'gpu', name, adapterInfo: words.filter(Boolean).join(', '), isSoftware };
}
