import { useEffect, useState } from 'react';
import type { ToastContent } from '../../../../core/contract/index.ts';
import { type AnyFailure, client, settle } from '../../../client.ts';
import { useEvent } from '../../../hooks/index.ts';
import { failureText, useLocale, useTexts } from '../../../locales/index.ts';
import { UntrustedText } from '../../../ui/UntrustedText.tsx';

type Sealed = Extract<ToastContent, { outcome: 'sealed' }>;
type Recording = Extract<ToastContent, { outcome: 'recording' }>;

/** What a capture came to: sealed, and where it went; or not sealed, and what to do. And what a recording has to say. */
export function Toast() {
  const [content, setContent] = useState<ToastContent>();
  useEffect(() => {
    void settle(client().toast.getContent()).then((result) => {
      if (result.ok) setContent(result.value);
    });
  }, []);
  useEvent('toastChanged', setContent);
  if (content === undefined) return null;
  switch (content.outcome) {
    case 'sealed':
      return <SealedToast key={content.itemId} content={content} onChange={setContent} />;
    case 'failed':
      return <FailedToast failure={content} />;
    case 'recording':
      return <RecordingToast content={content} />;
  }
}

function SealedToast({ content, onChange }: { content: Sealed; onChange: (content: ToastContent) => void }) {
  const texts = useTexts();
  const locale = useLocale();
  const [failure, setFailure] = useState<AnyFailure>();
  const undo = async () => {
    const result = await settle(client().toast.undoAssignment());
    if (result.ok) onChange(result.value);
    else setFailure(result.error);
  };
  return (
    <main className="toast" data-testid="toast" data-outcome="sealed">
      <button
        type="button"
        className="toast-open"
        aria-label={texts.toast.open}
        data-testid="toast-open"
        onClick={() => void client().toast.openItem()}
      >
        <img src={`/evidence/${content.itemId}/thumbnail`} alt={texts.toast.picture} />
      </button>
      <div className="toast-text" role="status">
        <strong className="row">
          <span className="seal-mark" aria-hidden="true">
            {texts.app.sealCharacter}
          </span>
          {texts.toast.sealed}
        </strong>
        <span className="toast-where" data-testid="toast-where">
          <Where content={content} />
        </span>
        {failure !== undefined && (
          <span className="toast-problem">{failureText(failure, texts, locale)}</span>
        )}
        {content.order !== null && !content.isUndone && failure === undefined && (
          <button type="button" className="toast-undo" data-testid="toast-undo" onClick={() => void undo()}>
            {texts.toast.undo}
          </button>
        )}
      </div>
      <Dismiss />
    </main>
  );
}

/** A recording began, was marked, needs a look, or ended: while our windows are away this is all that is seen of it. */
function RecordingToast({ content }: { content: Recording }) {
  const texts = useTexts();
  const locale = useLocale();
  const { title, hint } = texts.toast.recording[content.code];
  const { itemId, isWarning } = content;
  // Main speaks Chinese; elsewhere the title says it and the hint where to read on.
  const text = locale === 'zh-CN' && content.message !== '' ? content.message : hint;
  return (
    <main
      className={isWarning ? 'toast toast-recording is-warning' : 'toast toast-recording'}
      data-testid="toast"
      data-outcome="recording"
      data-code={content.code}
    >
      {itemId === null ? (
        <RecordingSign code={content.code} isWarning={isWarning} />
      ) : (
        <button
          type="button"
          className="toast-open"
          aria-label={texts.toast.openRecording}
          data-testid="toast-open"
          onClick={() => void client().toast.openItem()}
        >
          <img src={`/evidence/${itemId}/thumbnail`} alt={texts.toast.recordingPicture} />
        </button>
      )}
      <div className="toast-text" role={isWarning ? 'alert' : 'status'}>
        <strong>{title}</strong>
        <span className="toast-message" data-testid="toast-message">
          <UntrustedText text={text} />
        </span>
      </div>
      <Dismiss />
    </main>
  );
}

function RecordingSign({ code, isWarning }: Pick<Recording, 'code' | 'isWarning'>) {
  if (isWarning) {
    return (
      <span className="toast-cross" aria-hidden="true">
        !
      </span>
    );
  }
  return (
    <span className={code === 'recording-ended' ? 'recording-dot is-still' : 'recording-dot'} aria-hidden />
  );
}

function Where({ content }: { content: Sealed }) {
  const texts = useTexts();
  if (content.isUndone) return texts.toast.undone;
  if (content.order === null) return texts.toast.toInbox;
  return (
    <>
      <UntrustedText text={content.order.merchant} />{' '}
      <span className="code">
        #<UntrustedText text={content.order.number} />
      </span>
    </>
  );
}

function FailedToast({ failure }: { failure: AnyFailure }) {
  const texts = useTexts();
  const locale = useLocale();
  return (
    <main className="toast toast-failed" data-testid="toast" data-outcome="failed" role="alert">
      <span className="toast-cross" aria-hidden="true">
        !
      </span>
      <div className="toast-text">
        <strong>{texts.toast.failed}</strong>
        <span className="toast-message" data-testid="toast-message">
          {failureText(failure, texts, locale)}
        </span>
        <code>{failure.code}</code>
      </div>
      <Dismiss />
    </main>
  );
}

function Dismiss() {
  const texts = useTexts();
  return (
    <button
      type="button"
      className="toast-dismiss"
      aria-label={texts.toast.dismiss}
      data-testid="toast-dismiss"
      onClick={() => void client().toast.dismiss()}
    >
      <span aria-hidden="true">×</span>
    </button>
  );
}
