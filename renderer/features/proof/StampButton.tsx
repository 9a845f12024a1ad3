import { App, Button } from 'antd';
import { useState } from 'react';
import type { StampingState } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useTexts } from '../../locales/index.ts';
import { useReport } from '../../ui/index.ts';

/** 立即盖章: makes a checkpoint and asks every authority that is on; says what came of it. */
export function StampButton({ stamping }: { stamping: StampingState }) {
  const texts = useTexts();
  const report = useReport();
  const { message } = App.useApp();
  const [isAsking, setAsking] = useState(false);
  const stamp = async () => {
    setAsking(true);
    const stamped = await report.settled(client().timestamps.stampNow());
    setAsking(false);
    if (stamped === undefined) return;
    const { pendingItemCount } = stamped.value;
    if (pendingItemCount === 0) report.done(texts.proof.stamping.stamped);
    else void message.warning(texts.proof.stamping.stillPending(pendingItemCount), 4);
  };
  const isBusy = isAsking || stamping.isWorking;
  return (
    <Button type="primary" loading={isBusy} data-testid="stamp-now" onClick={() => void stamp()}>
      {isBusy ? texts.proof.stamping.working : texts.proof.stamping.stampNow}
    </Button>
  );
}
