import '../../../ui/policies.ts';
import '../../../ui/no-eval.ts';
import '../../../ui/base.css';
import './toast.css';
import { createRoot } from 'react-dom/client';
import { PlainPage } from '../../../ui/PlainPage.tsx';
import { Toast } from './Toast.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('toast.html has no #root');
createRoot(root).render(
  <PlainPage>
    <Toast />
  </PlainPage>,
);
