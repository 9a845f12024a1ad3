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

const openPanel = async (page: Page) => {
  await page.getByTestId('record').click();
  await page.getByTestId('record-start').or(page.getByTestId('record-unavailable')).waitFor();
};
const indicator = { width: 340, height: 44 };
const toast = { width: 380, height: 120 };

/** Every screen of a recording: how to get there. */
const screens: Readonly<Record<string, Screen>> = {
  'choice of what to record': { query: 'scenario=busy', visit: openPanel },
  'choice where little can be recorded': { query: 'scenario=busy&recorder=limited', visit: openPanel },
  'choice where nothing can be recorded': { query: 'scenario=busy&recorder=none', visit: openPanel },
  'meters and a silent microphone': {
    query: 'scenario=busy',
    visit: async (page) => {
      await openPanel(page);
      await page.getByTestId('record-system-sound').click();
      await page.getByTestId('record-microphone').click();
      await page.locator('.ant-select-item-option').getByText('USB').click();
      await page.getByTestId('record-microphone-warning').waitFor();
    },
  },
  'choice in English': { query: 'scenario=busy&recorder=limited&locale=en', visit: openPanel },
  recording: { query: 'scenario=busy&recording=running' },
  'recording with a mark being named': {
    query: 'scenario=busy&recording=running',
    visit: async (page) => {
      await page.getByTestId('recording-mark').click();
      await page.getByTestId('recording-mark-label').waitFor();
    },
  },
  'recording in trouble': {
    query: 'scenario=busy&recording=troubled',
    visit: (page) => page.getByTestId('recording-notices-more').click(),
  },
  'paused by our own window': { query: 'scenario=busy&recording=paused' },
  'a recording that was interrupted': {
    query: 'scenario=busy&recording=interrupted',
    visit: async (page) => {
      await page.getByTestId('recording-ended').waitFor();
      await page.locator('[data-testid^="evidence-card-"]').first().click();
      await page.getByTestId('selection-panel').waitFor();
    },
  },
  'defaults in the settings': {
    query: 'scenario=busy&recorder=limited',
    visit: async (page) => {
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('settings-recording').waitFor();
    },
  },
  indicator: { query: 'page=indicator&recording=running', size: indicator },
  'paused indicator': { query: 'page=indicator&recording=paused', size: indicator },
  'indicator in silence': { query: 'page=indicator&recording=troubled', size: indicator },
  'toast of a beginning': { query: 'page=toast&toast=recording-started', size: toast },
  'toast of a warning': { query: 'page=toast&toast=recording-warned', size: toast },
  'toast of an end': { query: 'page=toast&toast=recording-ended', size: toast },
  'toast of a recovery': { query: 'page=toast&toast=recording-recovered', size: toast },
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
