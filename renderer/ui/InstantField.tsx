import { DatePicker } from 'antd';
import dayjs from 'dayjs';

// The first is what is shown; the others are what people paste from order pages.
const FORMATS = [
  'YYYY-MM-DD HH:mm:ss',
  'YYYY-MM-DD HH:mm',
  'YYYY/MM/DD HH:mm:ss',
  'YYYY/MM/DD HH:mm',
  'YYYY.MM.DD HH:mm:ss',
  'YYYY\u5e74MM\u6708DD\u65e5 HH:mm:ss',
  'YYYY\u5e74MM\u6708DD\u65e5 HH:mm',
  'YYYY-MM-DDTHH:mm:ssZ',
];

/** A moment in the zone of this machine; gives ISO 8601 with its offset, or an empty text. */
export function InstantField(props: {
  id?: string;
  value?: string;
  testId: string;
  placeholder: string;
  onChange?: (iso: string) => void;
}) {
  const value = props.value === undefined || props.value === '' ? null : dayjs(props.value);
  return (
    <DatePicker
      {...(props.id === undefined ? {} : { id: props.id })}
      showTime
      needConfirm={false}
      format={FORMATS}
      value={value}
      placeholder={props.placeholder}
      data-testid={props.testId}
      style={{ width: '100%' }}
      onKeyDown={(event) => {
        // Enter takes over the typed moment; it must not send the form as well.
        if (event.key === 'Enter') event.preventDefault();
      }}
      onChange={(chosen) => props.onChange?.(chosen === null ? '' : chosen.format('YYYY-MM-DDTHH:mm:ssZ'))}
    />
  );
}
