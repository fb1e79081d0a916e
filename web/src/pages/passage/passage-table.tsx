import type { PassageRow } from '../../api/types'
import { shortTime } from '../../lib/dates'
import { kindWords } from '../../lib/words'
import { TextLink } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { DayText } from '../../ui/deadline'
import { StateChip } from './state-chip'

const t = {
  noPurpose: '（目的はまだ書かれていません）',
  state: '状態',
  purpose: '目的',
  recipient: '受け取る人',
  applicant: '申請した人',
  approvals: '承認',
  of: (n: number, all: number) => `${all}人中${n}人`,
  due: '返却・消去の期限',
  changed: '最後の動き',
  important: '重要',
}

export function PassageTable({ caption, rows }: { caption: string; rows: PassageRow[] }) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          header: t.purpose,
          main: true,
          className: 'md:min-w-64',
          cell: (row) => (
            <>
              <TextLink to={`/passages/${row.id}`} className="inline-block py-1 font-bold">
                {row.purpose || t.noPurpose}
              </TextLink>
              <span className="block text-sm text-solid-gray-700">
                {kindWords[row.kind]}　{row.asset_name}　{row.engagement_title}
              </span>
            </>
          ),
        },
        {
          header: t.state,
          bare: true,
          cell: (row) => (
            <span className="flex flex-wrap gap-1">
              <StateChip state={row.state} />
              {row.important && <Chip>{t.important}</Chip>}
            </span>
          ),
        },
        {
          header: t.recipient,
          className: 'md:min-w-34',
          cell: (row) =>
            row.recipient_name === '' ? (
              '―'
            ) : (
              <>
                {row.recipient_name}
                <span className="text-sm text-solid-gray-700 md:block">
                  <span className="md:hidden">　</span>
                  {row.recipient_firm}
                </span>
              </>
            ),
        },
        { header: t.applicant, className: 'md:whitespace-nowrap', cell: (row) => row.applicant_name },
        {
          header: t.approvals,
          className: 'whitespace-nowrap',
          cell: (row) => (row.state === 'draft' ? '―' : t.of(row.approvals, row.approvals_needed)),
        },
        { header: t.due, cell: (row) => row.custody_due && <DayText day={row.custody_due} /> },
        { header: t.changed, className: 'md:min-w-24', cell: (row) => row.changed_at && shortTime(row.changed_at) },
      ]}
    />
  )
}
