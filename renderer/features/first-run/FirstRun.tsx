import { Button, Steps } from 'antd';
import { useState } from 'react';
import { useAppState } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { SealMark, useReport } from '../../ui/index.ts';
import { TryStep } from './TryStep.tsx';
import { WhatStep } from './WhatStep.tsx';
import { WhereStep } from './WhereStep.tsx';
import './first-run.css';

const STEP_COUNT = 3;

/** What a new user sees first. */
export function FirstRun() {
  const texts = useTexts();
  const report = useReport();
  const { update } = useAppState();
  const [step, setStep] = useState(0);
  const [hasCaptured, setCaptured] = useState(false);
  const finish = async () => {
    const failure = await update({ isFirstRunDone: true });
    if (failure !== undefined) report.failed(failure);
  };
  const isLast = step === STEP_COUNT - 1;
  const { whatTitle, whereTitle, tryTitle } = texts.firstRun;
  return (
    <main className="first-run" aria-label={texts.firstRun.title} data-testid="firstrun">
      <div className="first-run-card">
        <header className="row">
          <SealMark size={16} />
          <strong className="grow">{texts.app.name}</strong>
          <Button type="text" data-testid="firstrun-skip" onClick={() => void finish()}>
            {texts.firstRun.skip}
          </Button>
        </header>
        <Steps
          size="small"
          current={step}
          items={[whatTitle, whereTitle, tryTitle].map((title) => ({ title }))}
          aria-label={texts.firstRun.step(step + 1, STEP_COUNT)}
        />
        <div className="first-run-step">
          {step === 0 && <WhatStep />}
          {step === 1 && <WhereStep />}
          {isLast && <TryStep onCaptured={() => setCaptured(true)} />}
        </div>
        <Footer step={step} hasCaptured={hasCaptured} onStep={setStep} onDone={() => void finish()} />
      </div>
    </main>
  );
}

interface FooterProps {
  readonly step: number;
  readonly hasCaptured: boolean;
  onStep(step: number): void;
  onDone(): void;
}

function Footer({ step, hasCaptured, onStep, onDone }: FooterProps) {
  const texts = useTexts();
  return (
    <footer className="row">
      <span className="grow tertiary">{texts.firstRun.step(step + 1, STEP_COUNT)}</span>
      {step > 0 && (
        <Button data-testid="firstrun-back" onClick={() => onStep(step - 1)}>
          {texts.firstRun.back}
        </Button>
      )}
      {step === STEP_COUNT - 1 ? (
        <Button type={hasCaptured ? 'primary' : 'default'} data-testid="firstrun-done" onClick={onDone}>
          {texts.firstRun.done}
        </Button>
      ) : (
        <Button type="primary" autoFocus data-testid="firstrun-next" onClick={() => onStep(step + 1)}>
          {texts.firstRun.next}
        </Button>
      )}
    </footer>
  );
}
