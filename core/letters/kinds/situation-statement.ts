import { ok } from '../../result.ts';
import type { LetterMaker } from '../compose-letter.ts';
import { formDraft } from '../draft.ts';
import { storySections } from '../facts/story.ts';
import { letterNames } from '../letter-choices.ts';
import { applicantLines, signature } from '../parties.ts';

/** 情况说明: what happened and what shows it. No claim, no law. */
export const situationStatement: LetterMaker = (grounds) => {
  const isFormal =
    grounds.channel === 'police' ||
    grounds.channel === 'court_small_claims' ||
    grounds.channel === 'samr12315';
  const applicant = applicantLines(grounds, isFormal);
  return ok({
    hasTitleLine: true,
    title: letterNames['situation-statement'],
    sections: [
      { heading: '说明人', style: 'lines', drafts: applicant.drafts },
      ...storySections(grounds, null),
      { heading: null, style: 'prose', drafts: 'used-exhibits' },
      {
        heading: null,
        style: 'lines',
        drafts: [
          formDraft('以上内容与所附证据一致，原始文件保存完整，可供核对。', 'closing', 2),
          ...signature(grounds, '说明人'),
        ],
      },
    ],
    missing: applicant.missing,
  });
};
