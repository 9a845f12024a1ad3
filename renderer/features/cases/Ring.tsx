import { useTexts } from '../../locales/index.ts';

const SIZE_PX = 44;
const STROKE_PX = 5;
const RADIUS_PX = (SIZE_PX - STROKE_PX) / 2;
const AROUND_PX = 2 * Math.PI * RADIUS_PX;

/** How many gaps are closed: a count, never a chance. */
export function Ring({ closed, total }: { closed: number; total: number }) {
  const { needs: words } = useTexts().cases;
  const share = total === 0 ? 0 : closed / total;
  const circle = {
    cx: SIZE_PX / 2,
    cy: SIZE_PX / 2,
    r: RADIUS_PX,
    fill: 'none',
    strokeWidth: STROKE_PX,
  };
  return (
    <svg
      className="ring"
      width={SIZE_PX}
      height={SIZE_PX}
      role="img"
      aria-label={words.ring(closed, total)}
      data-testid="case-ring"
      data-closed={closed}
      data-total={total}
    >
      <circle {...circle} className="ring-rest" />
      {share > 0 && (
        <circle
          {...circle}
          className={share === 1 ? 'ring-done is-whole' : 'ring-done'}
          strokeDasharray={`${share * AROUND_PX} ${AROUND_PX}`}
          transform={`rotate(-90 ${SIZE_PX / 2} ${SIZE_PX / 2})`}
        />
      )}
      <text x="50%" y="50%" dy="0.35em" textAnchor="middle">
        {closed}/{total}
      </text>
    </svg>
  );
}
