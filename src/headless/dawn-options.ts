/**
 * How Dawn is to be created. Workgroup memory begins as zeros, by a loop in the kernel or by the driver
 * (VK_KHR_zero_initialize_workgroup_memory). SwiftShader's compiler writes the driver's zeros out one by one, so that a
 * kernel of a few thousand takes seconds to compile; the loop costs no device anything to speak of.
 */
export const DAWN_OPTIONS: readonly string[] =
  process.platform === 'linux'
    ? ['backend=vulkan', 'disable-dawn-features=use_vulkan_zero_initialize_workgroup_memory_extension']
    : [];
