import '../ui/policies.ts';
import '../ui/no-eval.ts';
import '../ui/base.css';
import './app.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
