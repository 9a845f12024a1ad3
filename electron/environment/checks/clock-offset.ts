import type { ClockComparer } from '../../clock/index.ts';
import { type Check, clear, notChecked, noticed } from '../check.ts';

/** From here on an offset is worth a sentence. */
const NOTICED_MS = 5000;

/** The clock against time servers, if the user allowed that. */
export function clockOffsetCheck(comparer: ClockComparer): Check {
  return {
    id: 'clock-offset',
    run: async ({ signal }) => {
      const compared = await comparer.compare(signal);
      if (!compared.ok) {
        return compared.error.code === 'CLOCK_COMPARISON_OFF'
          ? notChecked('没有开启网络对时，没有核对本机时间。')
          : notChecked(`没能核对本机时间：${compared.error.message}`);
      }
      const { offsetMs, uncertaintyMs, servers } = compared.value;
      if (offsetMs === null) return notChecked('时间服务器都没有回答，没有核对本机时间。', compared.value);
      const answered = servers.filter(({ outcome }) => outcome === 'answered').length;
      const offset = (Math.abs(offsetMs) / 1000).toFixed(1);
      const range = `（±${((uncertaintyMs ?? 0) / 1000).toFixed(1)} 秒，${answered} 个时间服务器）`;
      if (Math.abs(offsetMs) > NOTICED_MS) {
        return noticed(`本机时间${offsetMs > 0 ? '慢' : '快'}了 ${offset} 秒${range}。`, compared.value);
      }
      return clear(`本机时间与时间服务器相差 ${offset} 秒${range}。`, compared.value);
    },
  };
}
