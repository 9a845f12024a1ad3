import { useTexts } from '../../locales/index.ts';

/** What the app does, and what it does not. */
export function WhatStep() {
  const texts = useTexts();
  return (
    <>
      <h1>{texts.firstRun.whatTitle}</h1>
      <p>{texts.firstRun.whatText}</p>
      <ul className="first-run-points">
        {texts.firstRun.whatPoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </>
  );
}
