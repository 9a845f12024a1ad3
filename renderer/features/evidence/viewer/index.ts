/**
 * One item at full size. Promise: 100 % is one pixel of the picture to one pixel of the screen, unsmoothed when enlarged;
 * nothing outside can be reached while it is open, and focus returns to where it was.
 */
export { Viewer } from './Viewer.tsx';
