import { App, Button } from 'antd';
import { useState } from 'react';
import type { SigningKeyView } from '../../../core/contract/index.ts';
import { client } from '../../client.ts';
import { useLatest, useQuery } from '../../hooks/index.ts';
import { useTexts } from '../../locales/index.ts';
import { CopyButton, FailureNotice, HashText, LocalTime, useReport } from '../../ui/index.ts';
import { ExportKeyDialog } from './ExportKeyDialog.tsx';

/** The key that signs checkpoints: which, where its private half lies, a copy of it, a new one. */
export function SigningKeyTab() {
  const texts = useTexts();
  const { key: words } = texts.proof;
  const query = useQuery('signing-key', () => client().proof.getKey());
  const found = useLatest(query.value);
  if (found === undefined && query.failure !== undefined) {
    return <FailureNotice failure={query.failure} onRetry={query.refresh} />;
  }
  return (
    <section className="panel stack" aria-label={words.title} data-testid="signing-key">
      <h2>{words.title}</h2>
      <p className="secondary">{words.hint}</p>
      {found === undefined && <p className="secondary">{texts.app.loading}</p>}
      {found?.key === null && <p>{words.none}</p>}
      {found !== undefined && found.key !== null && (
        <KeyFacts signingKey={found.key} onChanged={query.refresh} />
      )}
    </section>
  );
}

function KeyFacts({ signingKey, onChanged }: { signingKey: SigningKeyView; onChanged: () => void }) {
  const texts = useTexts();
  const { key: words } = texts.proof;
  const isMissing = signingKey.protection === 'missing';
  return (
    <>
      <dl className="fact-list">
        <dt>{words.id}</dt>
        <dd>
          <span className="code" data-testid="signing-key-id">
            {signingKey.keyId}
          </span>{' '}
          <CopyButton text={signingKey.keyId} what={words.id} />
        </dd>
        <dt>{words.publicKey}</dt>
        <dd>
          <HashText hash={signingKey.publicKeyHex} />
        </dd>
        <dt>{words.setAt}</dt>
        <dd>
          <LocalTime iso={signingKey.setAtUtc} withZone />
        </dd>
        <dt>{words.where}</dt>
        <dd className={isMissing ? 'fact-amber' : undefined}>{words.places[signingKey.protection]}</dd>
        <dt>{words.earlier}</dt>
        <dd className="figures">{words.earlierCount(signingKey.earlierKeyCount)}</dd>
      </dl>
      {isMissing ? <p>{words.missingText}</p> : <KeyActions onChanged={onChanged} />}
    </>
  );
}

function KeyActions({ onChanged }: { onChanged: () => void }) {
  const texts = useTexts();
  const { key: words } = texts.proof;
  const report = useReport();
  const { modal } = App.useApp();
  const [isExporting, setExporting] = useState(false);
  const rotate = () => {
    modal.confirm({
      title: words.rotateTitle,
      content: words.rotateText,
      okText: words.rotateDo,
      okButtonProps: { danger: true },
      cancelText: texts.app.cancel,
      focusable: { autoFocusButton: 'cancel' },
      onOk: async () => {
        const rotated = await report.settled(client().proof.rotateKey());
        if (rotated === undefined) return;
        report.done(words.rotated(rotated.value.key.keyId));
        onChanged();
      },
    });
  };
  return (
    <div className="row">
      <Button data-testid="key-export" onClick={() => setExporting(true)}>
        {words.export}
      </Button>
      <Button data-testid="key-rotate" onClick={rotate}>
        {words.rotate}
      </Button>
      {isExporting && <ExportKeyDialog onClose={() => setExporting(false)} />}
    </div>
  );
}
