/**
 * What a fresh checkout lacks, brought by the scripts that need it: npm packages, Debian packages, Node 24, the build.
 * Plain JavaScript without dependencies, because it runs before anything is installed, on any Node from 20 on.
 */
export { ensureBuild, forgetBuild } from './build.mjs';
export { DISPLAY_PACKAGES, ensureDebianPackages, TEST_PACKAGES } from './debian.mjs';
export { ensureDependencies, npmCommand } from './dependencies.mjs';
export { runInForeground } from './foreground.mjs';
export { childEnvironment, continueOnNode24, exitCodeOf, isOnNode24, node24, ROOT } from './node24.mjs';
export { say } from './say.mjs';
