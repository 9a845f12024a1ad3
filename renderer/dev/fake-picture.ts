/** Paths under which the main process serves pictures of evidence and frozen screens. */
export const PICTURE_PATH = /^\/(?:evidence\/([a-z0-9-]+)\/(?:thumbnail|original)|frozen\/([a-z0-9]+))$/;

/** An SVG of a Chinese shop page that differs by the item's id; stands for a screenshot of 1920 × 1080. */
export function fakePicture(id: string): string {
  const seed = [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973, 7);
  const hue = (seed * 47) % 360;
  const status = ['等待发货', '已付款', '激活失败 E-4107', '商家回复：再等等', '支付成功'][seed % 5];
  const rows = Array.from({ length: 9 }, (_, index) => {
    const y = 420 + index * 62;
    const width = 500 + ((seed * (index + 3)) % 700);
    return `<rect x="160" y="${y}" width="${width}" height="26" rx="4" fill="#d9dedb"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080" viewBox="0 0 1920 1080">
<rect width="1920" height="1080" fill="#f7f8f7"/>
<rect width="1920" height="96" fill="hsl(${hue} 38% 42%)"/>
<text x="160" y="62" font-family="sans-serif" font-size="40" fill="#fff">星辰点卡 · 我的订单</text>
<rect x="120" y="150" width="1680" height="860" rx="12" fill="#fff" stroke="#d5dad7"/>
<text x="160" y="230" font-family="sans-serif" font-size="44" fill="#222">订单号 20261123140210${String(seed).padStart(4, '0')}</text>
<text x="160" y="310" font-family="sans-serif" font-size="40" fill="hsl(${hue} 60% 32%)">${status}</text>
<text x="1500" y="310" font-family="sans-serif" font-size="48" fill="#b3301f">￥98.50</text>
${rows.join('')}
</svg>`;
}
