import { parseArgs } from 'node:util';
import { SKINS, startSampleShop } from './index.ts';

const USAGE = `用法 usage: node tools/sample-shop/serve.ts [--port N] [--skin ${SKINS.join('|')}] [--running]`;

function readOptions(): { port: number; skin: (typeof SKINS)[number]; isClockRunning: boolean } {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, skin: { type: 'string' }, running: { type: 'boolean' } },
  });
  const port = Number(values.port ?? 0);
  const skin = SKINS.find((name) => name === (values.skin ?? 'classic'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || !skin) throw new Error('no such port or skin');
  return { port, skin, isClockRunning: values.running ?? false };
}

try {
  const options = readOptions();
  const shop = await startSampleShop({ ...options, ...(options.isClockRunning ? { now: Date.now() } : {}) });
  console.log(`示例店铺 sample shop (${options.skin}): ${shop.url}/`);
  for (const [name, address] of Object.entries(shop.pages)) console.log(`  ${name.padEnd(18)} ${address}`);
  const close = (): void => void shop.stop();
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}
