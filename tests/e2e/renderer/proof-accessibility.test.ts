import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltWindow, openBuiltWindow, type PageOptions } from './built-window.ts';
import { seriousFindings } from './serious-findings.ts';

let built: BuiltWindow;
beforeAll(async () => {
  built = await openBuiltWindow();
});
afterAll(async () => {
  await built.close();
});

interface Screen {
  readonly query: string;
  readonly size?: PageOptions;
  readonly visit?: (page: Page) => Promise<void>;
}

const card = '[data-testid^="evidence-card-"]';
const locker = (tab: string, waitFor: string) => async (page: Page) => {
  await page.getByTestId('nav-locker').click();
  await page.getByTestId(`locker-tab-${tab}`).click();
  await page.getByTestId(waitFor).waitFor();
};
const checkEnvironment = async (page: Page) => {
  await page.getByTestId('environment-check').click();
  await page.getByTestId('environment-domain').fill('shop.example');
  await page.keyboard.press('Enter');
  await page.getByTestId('environment-report').waitFor();
};

/** Every screen of what stands behind evidence: how to get there. */
const screens: Readonly<Record<string, Screen>> = {
  'items that wait, one selected': {
    query: 'scenario=busy&stamps=pending',
    visit: async (page) => {
      await page.locator(card).first().click();
      await page.getByTestId('item-proof').waitFor();
    },
  },
  'chain of proof beside the viewer': {
    query: 'scenario=busy&stamps=contradicted',
    visit: async (page) => {
      await page.locator(card).nth(1).dblclick();
      await page.getByTestId('viewer-panel').getByTestId('item-proof').waitFor();
    },
  },
  'overview, all well': {
    query: 'scenario=busy&stamps=stamped&backup=good',
    visit: locker('overview', 'backup-standing'),
  },
  'overview, much to do': {
    query: 'scenario=busy&stamps=pending&backup=none',
    visit: locker('overview', 'backup-standing'),
  },
  'trusted time, one authority failing': {
    query: 'scenario=busy&stamps=partly',
    visit: locker('time', 'checkpoints'),
  },
  'trusted time, off, in English': { query: 'scenario=busy&locale=en', visit: locker('time', 'checkpoints') },
  backups: { query: 'scenario=busy&backup=good', visit: locker('backup', 'backup-webdav') },
  'set-up of a WebDAV server, refused': {
    query: 'scenario=busy&backup=none',
    visit: async (page) => {
      await locker('backup', 'backup-standing')(page);
      await page.getByTestId('backup-webdav-set-up').click();
      await page.getByTestId('webdav-save').click();
      await page.locator('.ant-form-item-explain-error').first().waitFor();
    },
  },
  'history of verifications': {
    query: 'scenario=busy&stamps=stamped',
    visit: locker('history', 'self-checks'),
  },
  'signing key': { query: 'scenario=busy', visit: locker('key', 'signing-key-id') },
  'export of the signing key': {
    query: 'scenario=busy',
    visit: async (page) => {
      await locker('key', 'signing-key-id')(page);
      await page.getByTestId('key-export').click();
      await page.getByTestId('key-passphrase').waitFor();
    },
  },
  'settings of trusted time': {
    query: 'scenario=busy&stamps=partly',
    visit: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('clock-compare').click();
      await page.getByTestId('clock-compared').waitFor();
    },
  },
  'adding an authority': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('authority-add').click();
      await page.getByTestId('authority-root').click();
      await page.getByTestId('authority-add-do').click();
      await page.locator('.ant-form-item-explain-error').first().waitFor();
    },
  },
  'before an environment check': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.getByTestId('environment-check').click();
      await page.getByTestId('environment-start').waitFor();
    },
  },
  'result of an environment check': { query: 'scenario=busy', visit: checkEnvironment },
  'sealed report of an environment check': {
    query: 'scenario=busy&locale=en',
    visit: async (page) => {
      await checkEnvironment(page);
      await page.getByTestId('environment-open-report').click();
      await page.getByTestId('viewer-sheet').waitFor();
    },
  },
  'start of a session': {
    query: 'scenario=busy&stamps=stamped',
    visit: async (page) => {
      await page.getByTestId('session-button').click();
      await page.getByTestId('session-way-pasted').click();
      await page.getByTestId('session-value').waitFor();
    },
  },
  'open session in a narrow window': {
    query: 'scenario=busy&session=open&locale=en',
    size: { width: 1024, height: 640 },
    visit: (page) => page.getByTestId('session-end').waitFor(),
  },
  'removal, understood': {
    query: 'scenario=busy',
    visit: async (page) => {
      await page.locator(card).first().click();
      await page.keyboard.press('Delete');
      await page.getByTestId('remove-understood').click();
    },
  },
  'not-before strip': {
    query: 'page=strip&session=open',
    size: { width: 1920, height: 44 },
    visit: (page) => page.getByTestId('strip-value').waitFor(),
  },
};

describe.each(['light', 'dark'])('axe finds nothing serious in the %s theme', (theme) => {
  it.each(Object.entries(screens))('%s', async (_, { query, size, visit }) => {
    const page = await built.open(`${query}&theme=${theme}`, size);
    try {
      await visit?.(page);
      expect(await seriousFindings(page)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

it('logs no error, breaks no content security policy and asks nothing of the network', () => {
  expect(built.complaints).toEqual([]);
});
