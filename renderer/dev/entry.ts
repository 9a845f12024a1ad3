import '../ui/no-eval.ts';
import { CLIENT_GLOBAL } from '../../core/contract/index.ts';
import { createFakeMain } from './fake-main.ts';
import { readScenario } from './scenario.ts';

const scenario = readScenario(new URLSearchParams(window.location.search));
const fakeMain = createFakeMain(scenario);
Object.assign(window, { [CLIENT_GLOBAL]: fakeMain.client, fakeMain });

// The pages look for the client while they load, so they are loaded after it is there.
if (scenario.page === 'toast') await import('../features/capture/toast/main.tsx');
else if (scenario.page === 'region') await import('../features/capture/region/main.tsx');
else if (scenario.page === 'indicator') await import('../indicator/main.tsx');
else if (scenario.page === 'strip') await import('../strip/main.tsx');
else await import('../app/main.tsx');
