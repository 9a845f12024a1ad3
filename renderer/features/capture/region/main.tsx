import '../../../ui/policies.ts';
import '../../../ui/no-eval.ts';
import '../../../ui/base.css';
import './region.css';
import { createRoot } from 'react-dom/client';
import { PlainPage } from '../../../ui/PlainPage.tsx';
import { RegionPage } from './RegionPage.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('region.html has no #root');
createRoot(root).render(
  <PlainPage>
    <RegionPage />
  </PlainPage>,
);
