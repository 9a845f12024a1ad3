import '../ui/policies.ts';
import '../ui/no-eval.ts';
import '../ui/base.css';
import './indicator.css';
import { createRoot } from 'react-dom/client';
import { RecordingProvider } from '../hooks/use-recording.tsx';
import { PlainPage } from '../ui/PlainPage.tsx';
import { Indicator } from './Indicator.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('indicator.html has no #root');
createRoot(root).render(
  <PlainPage>
    <RecordingProvider>
      <Indicator />
    </RecordingProvider>
  </PlainPage>,
);
