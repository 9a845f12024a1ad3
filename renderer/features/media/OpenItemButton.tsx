import { Button } from 'antd';
import { useOpenItem } from '../../hooks/index.ts';
import { useReport } from '../../ui/index.ts';

/** The way to another item in the viewer; says so when it cannot be found. */
export function OpenItemButton(props: { itemId: string; text: string; testId: string; isLink?: boolean }) {
  const open = useOpenItem();
  const report = useReport();
  const go = async () => {
    const failure = await open(props.itemId);
    if (failure !== undefined) report.failed(failure);
  };
  return (
    <Button
      size="small"
      type={props.isLink === true ? 'link' : 'default'}
      data-testid={props.testId}
      onClick={() => void go()}
    >
      {props.text}
    </Button>
  );
}
