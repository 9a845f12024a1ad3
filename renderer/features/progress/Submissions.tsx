import { Button } from 'antd';
import { useState } from 'react';
import { recordsOf, type Submission } from '../../../core/cases/index.ts';
import { useTexts } from '../../locales/index.ts';
import { HashText, LocalTime, UntrustedText } from '../../ui/index.ts';
import { Fold, ItemLinks, useOpenCase } from '../cases/index.ts';
import { ReplyDialog } from './ReplyDialog.tsx';

/** What was sent, and what came back. */
export function Submissions() {
  const { progress: words } = useTexts();
  const { view } = useOpenCase();
  const [replyTo, setReplyTo] = useState<Submission>();
  const records = view.records.map(({ record }) => record);
  const submissions = recordsOf(records, 'submission');
  return (
    <section aria-label={words.submissions} data-testid="progress-submissions">
      <h2>{words.submissions}</h2>
      {submissions.length === 0 && <p className="secondary">{words.noSubmissions}</p>}
      {submissions.map((submission) => (
        <Sent key={submission.id} submission={submission} onReply={() => setReplyTo(submission)} />
      ))}
      {replyTo !== undefined && <ReplyDialog submission={replyTo} onClose={() => setReplyTo(undefined)} />}
    </section>
  );
}

function Sent({ submission, onReply }: { submission: Submission; onReply: () => void }) {
  const { progress: words } = useTexts();
  const { view, book, isLocked } = useOpenCase();
  const name = book.channels.find(({ id }) => id === submission.channel)?.name ?? submission.channel;
  const state = view.submissions.find(({ submissionId }) => submissionId === submission.id);
  const records = view.records.map(({ record }) => record);
  const replies = recordsOf(records, 'reply').filter(({ submissionId }) => submissionId === submission.id);
  return (
    <div className="progress-entry" data-testid={`submission-${submission.id}`}>
      <div className="row row-wrap figures">
        <strong>{name}</strong>
        <LocalTime iso={submission.atUtc} withZone />
        {submission.receiptNumber !== '' && (
          <span className="code">
            <UntrustedText text={words.receipt(submission.receiptNumber)} />
          </span>
        )}
        <span className="grow">{state?.stateText}</span>
        {state?.isOverdue === true && <span className="amber">{words.overdue}</span>}
        <ItemLinks itemIds={submission.itemIds} />
        <Button
          size="small"
          disabled={isLocked}
          aria-label={words.replyNamed(name)}
          data-testid="progress-reply"
          onClick={onReply}
        >
          {words.reply}
        </Button>
      </div>
      {replies.map((reply) => (
        <p key={reply.id} className="row row-wrap figures" data-testid="progress-replied">
          <LocalTime iso={reply.atUtc} /> <strong>{words.outcomes[reply.outcome]}</strong>
          <UntrustedText text={reply.text} /> <ItemLinks itemIds={reply.itemIds} />
        </p>
      ))}
      <Fold title={words.words} testId={`submission-${submission.id}-words`}>
        <UntrustedText text={submission.text} isMultiline />
        {submission.packageSha256 !== null && (
          <div>
            <span className="secondary">{words.package}</span> <HashText hash={submission.packageSha256} />
          </div>
        )}
      </Fold>
    </div>
  );
}
