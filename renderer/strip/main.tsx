import '../ui/policies.ts';
import '../ui/no-eval.ts';
import './strip.css';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from '../hooks/use-session.tsx';
import { Strip } from './Strip.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('strip.html has no #root');
createRoot(root).render(
  <SessionProvider>
    <Strip />
  </SessionProvider>,
);
