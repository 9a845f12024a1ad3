import type { zhCnRecordingEvents } from './zh-cn-recording-events.ts';

/** What happened to a recording, what it means and what to do. */
export const enRecordingEvents: typeof zhCnRecordingEvents = {
  notices: {
    'disk-low': {
      what: 'Disk space is running low',
      todo: 'Free some space, or stop and seal now. When it is full the recording stops; what was recorded is sealed as usual.',
    },
    'battery-low': { what: 'The battery is low', todo: 'Plug in, or stop and seal now.' },
    slept: {
      what: 'The computer slept',
      todo: 'There is no picture of that time. You may switch automatic sleep off while recording.',
    },
    locked: {
      what: 'The screen was locked',
      todo: 'The picture of that time may be incomplete. Look at it after stopping.',
    },
    'display-changed': {
      what: 'The display changed its size',
      todo: 'The recording goes on. After stopping, see whether the picture is whole.',
    },
    'display-removed': {
      what: 'The display was disconnected',
      todo: 'Connect it again, or stop and record another one.',
    },
    'sound-lost': {
      what: 'The sound is gone',
      todo: 'The picture is recorded on, without sound. Stop, connect the device and record again.',
    },
    'sound-silent': {
      what: 'Nothing is heard',
      todo: 'See whether the microphone is muted, or record again with another one.',
    },
    'encoder-stalled': {
      what: 'No picture was recorded for a while',
      todo: 'The computer may be busy. Close other programs, or record again with fewer frames a second.',
    },
    'frames-dropped': {
      what: 'Some frames were lost',
      todo: 'The picture may jump. Close other programs, or record again with fewer frames a second.',
    },
    'clock-stepped': {
      what: "The computer's clock was changed",
      todo: 'Nothing to do. Both times are in the journal of the recording.',
    },
    'marks-full': {
      what: 'No more marks fit',
      todo: 'This recording takes no further marks. Stop and record another one to go on marking.',
    },
  },
  endingNames: {
    user: 'stopped by you',
    'duration-reached': 'set time reached',
    'disk-full': 'disk full',
    'disk-failed': 'disk error',
    'battery-low': 'battery low',
    slept: 'computer slept',
    locked: 'screen locked',
    'display-removed': 'display disconnected',
    'source-ended': 'nothing left to record',
    'source-failed': 'recorder failed',
    'app-quit': 'Liuhen was quit',
    interrupted: 'interrupted: Liuhen or the computer stopped suddenly',
  },
  ended: {
    user: { title: 'Recording sealed', text: 'What was recorded is in the locker as it is.' },
    'duration-reached': {
      title: 'Time reached, recording sealed',
      text: 'What was recorded is in the locker as it is.',
    },
    'disk-full': {
      title: 'The disk is full; the recording stopped',
      text: 'What was recorded before is sealed. Free some space, then record on.',
    },
    'disk-failed': {
      title: 'The disk reported an error; the recording stopped',
      text: 'What was recorded before is sealed. Check the disk, then record on.',
    },
    'battery-low': {
      title: 'The battery is low; the recording stopped',
      text: 'What was recorded is sealed. Plug in to record on.',
    },
    slept: {
      title: 'The computer slept; the recording stopped',
      text: 'What was recorded before is sealed. Start another one to go on; you may switch automatic sleep off first.',
    },
    locked: {
      title: 'The screen was locked; the recording stopped',
      text: 'What was recorded before is sealed. Start another one to go on.',
    },
    'display-removed': {
      title: 'The display was disconnected; the recording stopped',
      text: 'What was recorded before is sealed. Connect it again, or record another one.',
    },
    'source-ended': {
      title: 'Nothing left to record; the recording stopped',
      text: 'What was recorded before the window closed or sharing ended is sealed. Start another one to go on.',
    },
    'source-failed': {
      title: 'The recorder failed and stopped',
      text: 'What was recorded before is sealed. Record again; if it fails again, record the whole screen or use fewer frames a second.',
    },
    'app-quit': {
      title: 'Quitting Liuhen stopped the recording',
      text: 'What was recorded before is sealed.',
    },
    interrupted: {
      title: 'The last recording was interrupted and has been sealed',
      text: 'Liuhen or the computer stopped suddenly. What was recorded before is sealed; have a look at it.',
    },
  },
  interruptedAt: (time) => `The last recording was interrupted at ${time} and has been sealed`,
  nothingKept: (ending) => `Nothing was recorded (${ending})`,
  nothingKeptText: 'No picture was stored. Record again; a capture works meanwhile.',
};
