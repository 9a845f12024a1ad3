/** Words in the names of maker and model that only virtual machines have. */
const MAKERS: readonly (readonly [string, RegExp])[] = [
  ['VMware', /vmware/i],
  ['VirtualBox', /virtualbox|innotek/i],
  ['QEMU/KVM', /qemu|\bkvm\b|bochs|seabios/i],
  ['Xen', /\bxen\b/i],
  ['Parallels', /parallels/i],
  ['Hyper-V', /virtual machine/i],
  ['Google Compute Engine', /google compute engine/i],
  ['Amazon EC2', /amazon ec2/i],
  ['阿里云', /alibaba cloud/i],
  ['腾讯云', /tencent cloud|cvm/i],
  ['OpenStack', /openstack/i],
  ['Apple 虚拟机', /^VirtualMac/i],
  ['bhyve', /bhyve/i],
];

/** Names of the virtual machines that maker and model name. */
export function virtualMakers(names: readonly string[]): readonly string[] {
  return MAKERS.filter(([, pattern]) => names.some((name) => pattern.test(name))).map(([name]) => name);
}

/** Whether `/proc/cpuinfo` says that a hypervisor is below. */
export function hasHypervisorFlag(cpuinfo: string): boolean {
  return /^flags\s*:.*\bhypervisor\b/m.test(cpuinfo);
}
