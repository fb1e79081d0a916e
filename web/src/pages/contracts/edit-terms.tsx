import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { Done } from '../../api/types'
import { criterionWords, termWords } from '../../lib/words'
import { Chip } from '../../ui/data'
import { Checkbox, TextArea, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { useFaults } from '../../ui/use-form'
import type { EditProps } from './record-edit'

type ContractTerm = components['schemas']['ContractTerm']
type SelectionEntry = components['schemas']['SelectionEntry']

const t = {
  terms: '13の事項',
  termsLead: '契約書を見ながら、事項ごとに、契約にあるか、どの条にあるかを入れます。',
  needed: 'ないと渡せない',
  agreed: '契約にある',
  article: 'どこにあるか',
  articleHelp: '例：第12条、別紙2',
  text: '定めの内容（写しておくと、再委託先にも示せます）',
  noArticle: 'どこにあるかを入れてください。',
  save: '保存する',
  selection: '選定基準の確認',
  selectionLead: '委託先を選んだときに、基準ごとに何を見て、満たすと判断したかを入れます。',
  looked: '確かめた',
  met: '満たしている',
  how: 'どのように確かめたか',
  noHow: 'どのように確かめたかを入れてください。',
}

export function EditTerms({ record, onDone, onCancel }: EditProps) {
  const [terms, setTerms] = useState<ContractTerm[]>(record.terms)
  const set = (term: ContractTerm['term'], change: Partial<ContractTerm>) =>
    setTerms(terms.map((one) => (one.term === term ? { ...one, ...change } : one)))
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('PUT', `/api/engagements/${record.id}/terms`, { terms })
    onDone()
  })
  return (
    <BoxForm
      id="terms"
      title={t.terms}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.save}
      onCancel={onCancel}
      onSubmit={() =>
        form.check(
          terms.map(
            (one) =>
              [
                `article-${one.term}`,
                !one.agreed || one.article.trim() !== '',
                `${termWords[one.term]}：${t.noArticle}`,
              ] as const,
          ),
        ) && void act.run()
      }
    >
      <p className="text-solid-gray-700">{t.termsLead}</p>
      {terms.map((one, i) => (
        <fieldset key={one.term} className="grid gap-4 rounded-8 border border-solid-gray-420 p-4">
          <legend className="px-1 font-bold">
            {i + 1}. {termWords[one.term]}
          </legend>
          {record.stops.includes(one.term) && (
            <div>
              <Chip>{t.needed}</Chip>
            </div>
          )}
          <Checkbox
            label={t.agreed}
            checked={one.agreed}
            onChecked={(agreed) => set(one.term, agreed ? { agreed } : { agreed, article: '', text: '' })}
          />
          {one.agreed && (
            <>
              <TextField
                id={`article-${one.term}`}
                label={t.article}
                help={t.articleHelp}
                required
                value={one.article}
                onValue={(article) => set(one.term, { article })}
                error={form.of(`article-${one.term}`)}
              />
              <TextArea label={t.text} value={one.text} onValue={(text) => set(one.term, { text })} />
            </>
          )}
        </fieldset>
      ))}
    </BoxForm>
  )
}

export function EditSelection({ record, onDone, onCancel }: EditProps) {
  const [entries, setEntries] = useState<SelectionEntry[]>(record.selection)
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('PUT', `/api/engagements/${record.id}/selection`, { entries })
    onDone()
  })
  const set = (criterion: SelectionEntry['criterion'], change: Partial<SelectionEntry>) =>
    setEntries(entries.map((one) => (one.criterion === criterion ? { ...one, ...change } : one)))
  return (
    <BoxForm
      id="selection"
      title={t.selection}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.save}
      onCancel={onCancel}
      onSubmit={() =>
        form.check(
          entries.map(
            (one) =>
              [`how-${one.criterion}`, one.how.trim() !== '', `${criterionWords[one.criterion]}：${t.noHow}`] as const,
          ),
        ) && void act.run()
      }
    >
      <p className="text-solid-gray-700">{t.selectionLead}</p>
      {(Object.keys(criterionWords) as SelectionEntry['criterion'][]).map((criterion) => {
        const entry = entries.find((one) => one.criterion === criterion)
        return (
          <fieldset key={criterion} className="grid gap-4 rounded-8 border border-solid-gray-420 p-4">
            <legend className="px-1 font-bold">{criterionWords[criterion]}</legend>
            <Checkbox
              label={t.looked}
              checked={entry !== undefined}
              onChecked={(on) =>
                setEntries(
                  on
                    ? [...entries, { criterion, met: true, how: '' }]
                    : entries.filter((one) => one.criterion !== criterion),
                )
              }
            />
            {entry && (
              <>
                <Checkbox label={t.met} checked={entry.met} onChecked={(met) => set(criterion, { met })} />
                <TextArea
                  id={`how-${criterion}`}
                  label={t.how}
                  required
                  value={entry.how}
                  onValue={(how) => set(criterion, { how })}
                  error={form.of(`how-${criterion}`)}
                />
              </>
            )}
          </fieldset>
        )
      })}
    </BoxForm>
  )
}
