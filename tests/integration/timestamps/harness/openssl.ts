import { execFile } from 'node:child_process';

/** Runs `openssl` in a folder and gives its standard output; `clock` makes it believe in another time (faketime). */
export function openssl(
  folder: string,
  args: readonly string[],
  options: { readonly clock?: Date | undefined; readonly input?: Uint8Array } = {},
): Promise<Buffer> {
  const { clock } = options;
  const [program, all] =
    clock === undefined
      ? ['openssl', [...args]]
      : ['faketime', ['-f', `@${clock.toISOString().slice(0, 19).replace('T', ' ')}`, 'openssl', ...args]];
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      all,
      { cwd: folder, encoding: 'buffer', env: { ...process.env, TZ: 'UTC' }, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`${program} ${all.join(' ')}: ${stderr.toString()}`));
      },
    );
    if (options.input !== undefined) child.stdin?.end(options.input);
  });
}
