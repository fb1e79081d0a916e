import { useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { SheetView } from '../../api/types'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { AnswerSheet } from './answer'
import { ReadSheet } from './read'
import { SheetChip } from './sheet-chip'

const t = {
  title: 'チェックシート',
  of: (firm: string) => `${firm}のチェックシート`,
  lead: (contract: string, round: number) => `委託契約：${contract}　第${round}回`,
}

/** Answered where it may be, read and confirmed otherwise. */
export function SheetPage() {
  const { id } = useParams()
  const query = useQuery<SheetView>(`/api/sheets/${id ?? ''}`)
  const view = query.data
  return (
    <Page
      title={view ? t.of(view.contractor_name) : t.title}
      lead={view && t.lead(view.engagement_title, view.round)}
      crumbs={[{ to: '/sheets', label: t.title }]}
      aside={view && <SheetChip state={view.state} />}
    >
      <Load query={query}>
        {(sheet) =>
          (sheet.state === 'draft' || sheet.state === 'sent_back') && sheet.may.includes('answer_sheet') ? (
            <AnswerSheet key={sheet.id} view={sheet} onDone={query.reload} />
          ) : (
            <ReadSheet view={sheet} onDone={query.reload} />
          )
        }
      </Load>
    </Page>
  )
}
